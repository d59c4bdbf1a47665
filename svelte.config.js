import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { keepMatchers } from './scripts/adapter/keep-matchers.mjs';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		typescript: {
			config: (config) => {
				config.include.push(
					'../scripts/**/*.ts',
					'../scripts/**/*.mjs',
					'../migrations/**/*.ts',
					'../playwright.config.ts',
				);
			},
		},
		adapter: keepMatchers(adapter({ precompress: true })),
		// The page that a guard answers with (hooks.server.ts) stands at every depth.
		paths: { relative: false },
		// The header set of src/lib/server/headers.ts completes this; it lives here because only Kit knows the nonces.
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				// The one style attribute is the framework's own, on the element that announces a new page to screen readers.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				// The preview of the widget.
				'frame-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'object-src': ['none'],
				'frame-ancestors': ['none'],
			},
		},
		// Our own same-origin check (src/lib/server/same-origin.ts) is stricter: it also covers JSON and cookie-less writes.
		csrf: { trustedOrigins: ['*'] },
	},
};
