import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
} from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '../support/failure.mjs';
import { processStart } from '../support/process-start.mjs';
import { canEnter, type OsUser } from './os-user.ts';

// Unlike /tmp it is on a real disk everywhere, so it survives a restart and a benchmark meets a real fsync.
export const STATE_FOLDER = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
const THROW_AWAY = 'hoi-dan-throw-away-';

export function isCluster(folder: string): boolean {
	return existsSync(path.join(folder, 'PG_VERSION'));
}

/** Where the cluster of `dataDir` lives: there, or under /var/tmp when `user` cannot get there (a clone in /root). */
export function placeCluster(dataDir: string, user: OsUser, say: (line: string) => void): string {
	if (isCluster(dataDir)) return dataDir;
	const parent = path.dirname(dataDir);
	mkdirSync(parent, { recursive: true });
	const shelter = shelterOf(dataDir);
	const sheltered = path.join(shelter, 'cluster');
	if (!isCluster(sheltered) && canEnter(user, parent)) return dataDir;
	mkdirSync(shelter, { recursive: true, mode: 0o700 });
	if (lstatSync(shelter).uid === 0) giveTo(user, shelter);
	const { uid } = lstatSync(shelter);
	// Anybody may make a folder there; a cluster of ours goes only into our own.
	if (!lstatSync(shelter).isDirectory() || uid !== (user?.uid ?? process.getuid?.())) {
		throw new Failure(`${shelter} belongs to somebody else. Remove it and run the command again.`);
	}
	say(`the user ${user?.name} cannot enter ${parent}: the database is kept in ${sheltered}`);
	return sheltered;
}

/** Every place where a cluster of `dataDir` may be. */
export function placesOf(dataDir: string): string[] {
	return [dataDir, path.join(shelterOf(dataDir), 'cluster')];
}

export function shelterOf(dataDir: string): string {
	return path.join(
		STATE_FOLDER,
		`hoi-dan-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`,
	);
}

/** A folder for one run; whoever started it is noted inside, so that a later run can clear up after a killed one. */
export function makeThrowAway(user: OsUser): string {
	const folder = mkdtempSync(path.join(STATE_FOLDER, THROW_AWAY));
	chmodSync(folder, 0o700);
	writeFileSync(
		path.join(folder, 'owner'),
		JSON.stringify({ pid: process.pid, started: processStart(process.pid) }),
	);
	giveTo(user, folder);
	return folder;
}

/** Throw-away folders of ours whose run is over. */
export function listAbandoned(user: OsUser): string[] {
	return readdirSync(STATE_FOLDER)
		.filter((name) => name.startsWith(THROW_AWAY))
		.map((name) => path.join(STATE_FOLDER, name))
		.filter((folder) => {
			try {
				if (lstatSync(folder).uid !== (user?.uid ?? process.getuid?.())) return false;
				const { pid, started } = JSON.parse(readFileSync(path.join(folder, 'owner'), 'utf8'));
				return processStart(pid) !== started;
			} catch {
				return false; // just being made, or just being removed
			}
		});
}

export function giveTo(user: OsUser, file: string) {
	if (user) chownSync(file, user.uid, user.gid);
}

/** Who owns a cluster runs it: root may start one that a normal user made. */
export function ownerOf(cluster: string, user: OsUser): OsUser {
	if (!user) return undefined;
	const { uid, gid } = statSync(cluster);
	return uid === 0 || uid === user.uid ? user : { name: `number ${uid}`, uid, gid };
}

export function remove(folder: string) {
	rmSync(folder, { recursive: true, force: true });
}
