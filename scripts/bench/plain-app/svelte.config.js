import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		outDir: '../../../.svelte-kit/bench',
		adapter: adapter({ out: '../../../.svelte-kit/bench/build' }),
		csrf: { trustedOrigins: ['*'] },
	},
};
