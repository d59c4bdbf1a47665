/** The built app once more, with one thing changed: what the poll page shows is read once and then stays as it is. */
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/root.mjs';

const BUILT_FROM = [
	'src',
	'static',
	'scripts',
	'package.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
];
const READ = 'export async function readPollView(';
const READ_ONCE = `let kept: ReturnType<typeof readFresh> | undefined;
export const readPollView: typeof readFresh = (...asked) => (kept ??= readFresh(...asked));
async function readFresh(`;

/** Leaves its build in `folder`, an empty one. */
export async function buildConstantApp(folder: string): Promise<void> {
	for (const name of BUILT_FROM) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
	const view = path.join(folder, 'src/lib/ballots/server/poll-view.ts');
	const source = readFileSync(view, 'utf8');
	if (!source.includes(READ)) throw new Error(`${view} has no readPollView any more`);
	writeFileSync(view, source.replace(READ, READ_ONCE));
	const vite = path.join(folder, 'node_modules/vite/bin/vite.js');
	await promisify(execFile)(process.execPath, [vite, 'build'], {
		cwd: folder,
		env: { ...process.env, NODE_ENV: 'production' },
	});
}
