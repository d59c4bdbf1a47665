/**
 * A real PostgreSQL on this machine, its programs from npm, driven by its own tool pg_ctl. It outlives the process that
 * started it (so kill -9 costs no data); the next start on the same `dataDir` takes it over. Node built-ins only.
 *
 *     const postgres = await startEmbedded({ dataDir: '/some/where/postgres' });
 *     … new pg.Pool({ connectionString: postgres.url }) …
 *     await postgres.stop();
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../support/failure.mjs';
import { ensureCluster, startCluster, stopCluster } from './cluster.ts';
import { chooseOsUser } from './os-user.ts';
import {
	isCluster,
	listAbandoned,
	makeThrowAway,
	ownerOf,
	placeCluster,
	placesOf,
	remove,
	shelterOf,
} from './places.ts';
import { findRunning, isUp, kill } from './postmaster.ts';
import { findTools } from './tools.ts';

export interface Embedded {
	/** The superuser's, to the database postgres. */
	url: string;
	port: number;
	/** The folder of its data. */
	cluster: string;
	/**
	 * Starts it anew, at the same address, if it has ended by itself.
	 * @returns whether it had
	 * @throws Failure that says why it does not start
	 */
	revive(): Promise<boolean>;
	/** Stops it; a throw-away one is removed too. By force: without waiting for anybody; it recovers at the next start. */
	stop(how?: { force?: boolean }): Promise<void>;
}

type Say = (line: string) => void;
const silent: Say = () => {};

/**
 * Starts, or takes over, the PostgreSQL of `dataDir`, which is absolute; its password lies beside it in
 * `${dataDir}.password`.
 * @throws Failure that says what to do: disk full, no permission, another major version.
 */
export async function startEmbedded(options: { dataDir: string; say?: Say }): Promise<Embedded> {
	const { dataDir, say = silent } = options;
	const rootsUser = chooseOsUser();
	const cluster = placeCluster(dataDir, rootsUser, say);
	const user = isCluster(cluster) ? ownerOf(cluster, rootsUser) : rootsUser;
	const tools = await findTools(user, say);
	const place = { tools, cluster, user, durable: true };
	const password = readOrMakePassword(`${dataDir}.password`, cluster);
	await ensureCluster(place, password);
	const port = (await findRunning(cluster)) ?? (await startCluster(place));
	return {
		url: superUrl(password, port),
		port,
		cluster,
		async revive() {
			if (isUp(cluster)) return false;
			await findRunning(cluster); // takes away the note that it left
			await startCluster(place, { port });
			return true;
		},
		stop: (how) => stopCluster(tools, cluster, how),
	};
}

/** One for a single run, for tests and measurements. Not `durable` is faster, and loses data only if the machine falls. */
export async function startThrowAway({
	durable,
}: {
	durable: boolean;
}): Promise<Pick<Embedded, 'url' | 'port' | 'stop'>> {
	const user = chooseOsUser();
	const tools = await findTools(user, silent);
	for (const abandoned of listAbandoned(user)) {
		await stopCluster(tools, path.join(abandoned, 'cluster'), { force: true }).catch(silent);
		remove(abandoned);
	}
	const folder = makeThrowAway(user);
	const place = { tools, cluster: path.join(folder, 'cluster'), user, durable };
	const password = newPassword();
	try {
		await ensureCluster(place, password);
		const port = await startCluster(place);
		// A test runner that is stopped half-way may leave without a word; a later run removes the folder.
		const atExit = () => kill(place.cluster);
		process.once('exit', atExit);
		return {
			url: superUrl(password, port),
			port,
			async stop() {
				process.off('exit', atExit);
				await stopCluster(tools, place.cluster, { force: true });
				remove(folder);
			},
		};
	} catch (error) {
		remove(folder);
		throw error;
	}
}

/** Removes the cluster of `dataDir` with all its data, stopping it if a killed run left it up. */
export async function removeEmbedded({ dataDir }: { dataDir: string }) {
	const rootsUser = chooseOsUser();
	for (const cluster of placesOf(dataDir).filter((place) => existsSync(place))) {
		if (isCluster(cluster) && (await findRunning(cluster)) !== undefined) {
			await stopCluster(await findTools(ownerOf(cluster, rootsUser), silent), cluster, { force: true });
		}
		remove(cluster);
	}
	remove(shelterOf(dataDir));
	remove(`${dataDir}.password`);
}

function readOrMakePassword(file: string, cluster: string): string {
	if (existsSync(file)) return readFileSync(file, 'utf8');
	if (isCluster(cluster)) {
		throw new Failure(
			`${file} is missing, so nobody can sign in to the database in ${cluster}.\nStart afresh with --reset.`,
		);
	}
	const password = newPassword();
	writeFileSync(file, password, { mode: 0o600, flush: true });
	return password;
}

function newPassword(): string {
	return randomBytes(24).toString('base64url');
}

function superUrl(password: string, port: number): string {
	return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}
