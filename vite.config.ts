import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { subsetFonts } from './scripts/fonts/subset-fonts.ts';
import { inlineThreads } from './scripts/threads/inline-thread.ts';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
			cookieName: 'lang',
		}),
		inlineThreads(),
		sveltekit(),
		subsetFonts(),
	],
	build: { target: 'es2020' },
	// The script of the widget is built as workers are: a file of its own, outside of the application. While the server is
	// built, everything aims at Node; what browsers get must not, or it would have another name there than here.
	worker: { format: 'es' },
	environments: { client: { build: { target: 'es2020' } } },
	test: {
		globalSetup: ['tests/support/global-setup.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		include: ['src/**/*.test.ts', 'tests/house/**/*.test.ts', 'tests/support/**/*.test.ts'],
	},
});
