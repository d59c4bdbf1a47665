import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { step } from './progress.mjs';
import { ROOT } from './root.mjs';
import { mustEndWell, runNode } from './run.mjs';

const SOURCES = [
	'src',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
	// What the two settings files are made of.
	'scripts/adapter',
	'scripts/fonts',
	'scripts/threads',
	'scripts/words',
];
// Made by the build itself, the first time (the compiler of the messages leaves notes beside its settings), or read by
// tests alone. Counted in, they would have the second start build again what the first one built.
const NOT_SOURCES = /(^|\/)paraglide\/|\.inlang\/(?!settings\.json$)|\.test\.ts$/;
const STAMP = path.join(ROOT, 'build/.sources');
const ENTRY = path.join(ROOT, 'build/index.js');

/**
 * Builds the app unless build/ was made from these very sources.
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 */
export async function ensureBuilt(lifetime) {
	const sources = hashSources();
	if (existsSync(ENTRY) && readStamp() === sources) return;
	await step('building the app', () => buildApp(sources, lifetime));
}

/**
 * @param {string} sources
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 */
async function buildApp(sources, lifetime) {
	const env = { ...process.env, NODE_ENV: 'production' };
	const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
	mustEndWell(await runNode([vite, 'build'], { env, lifetime }), 'vite build');
	// The build empties build/ first, so a stamp stands only beside a build that was finished.
	writeFileSync(STAMP, sources);
}

function readStamp() {
	return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

function hashSources() {
	const hash = createHash('sha256');
	for (const file of listSources()) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(ROOT, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

/** All that the built app is made of, from the root. */
export function listSources() {
	return SOURCES.flatMap(listFiles);
}

/**
 * @param {string} source a file or folder, from the root
 * @returns {string[]}
 */
function listFiles(source) {
	const stat = statSync(path.join(ROOT, source), { throwIfNoEntry: false });
	if (!stat) return [];
	if (stat.isFile()) return [source];
	return readdirSync(path.join(ROOT, source), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath ?? entry.path, entry.name)))
		.filter((file) => !NOT_SOURCES.test(file))
		.sort();
}
