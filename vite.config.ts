import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { subsetFonts } from './scripts/fonts/subset-fonts.ts';
import { inlineThreads } from './scripts/threads/inline-thread.ts';
import { shortWords } from './scripts/words/short-words.ts';

const CITIZENS_PAGES = /routes.(\+layout|\+error|\(public\).polls.\[slug=slug\].\+page)\.svelte$/;
/** Of parts whose script comes later: they stand on the page from the beginning (lib/ui/Later.svelte). */
const CITIZENS_STYLES = /lib.(ballots|comments|polls).\w+\.svelte\?.*type=style/;

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
			cookieName: 'lang',
		}),
		shortWords(),
		inlineThreads(),
		sveltekit(),
		subsetFonts(),
	],
	build: { target: 'es2020' },
	// The script of the widget is built as workers are: a file of its own, outside of the application. While the server is
	// built, everything aims at Node; what browsers get must not, or it would have another name there than here.
	worker: { format: 'es' },
	environments: {
		client: {
			build: {
				target: 'es2020',
				// Lists of what each file needs would be loaded by every page; a file says so itself when it comes.
				modulePreload: { resolveDependencies: (_, needed) => needed.filter((name) => name.endsWith('.css')) },
				rolldownOptions: {
					output: {
						// Names of files are a good part of what every page loads first, and of these letters each costs less.
						hashCharacters: 'hex',
						// Every page loads the names of all stylesheets; of fonts the name tells which are fetched ahead.
						assetFileNames: ({ names }) =>
							`_app/immutable/assets/${names[0]?.endsWith('.css') ? '' : '[name].'}[hash][extname]`,
						// What two groups need is in the one that comes first.
						codeSplitting: {
							groups: [
								{ name: 'framework', test: /node_modules.(svelte|@sveltejs)/, priority: 4 },
								{
									name: 'citizens',
									test: (id) => CITIZENS_PAGES.test(id) || CITIZENS_STYLES.test(id),
									priority: 3,
								},
								{ name: 'results', test: /LiveResults\.svelte$/, priority: 2 },
								{ name: 'thread', test: /comments.Thread\.svelte$/, priority: 1 },
							],
						},
					},
				},
			},
		},
	},
	test: {
		globalSetup: ['tests/support/global-setup.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		include: ['src/**/*.test.ts', 'tests/house/**/*.test.ts', 'tests/support/**/*.test.ts'],
	},
});
