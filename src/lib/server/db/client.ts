/**
 * The database, as the application sees it. Two pools: `db` for everything, and `writer`, one connection for the vote
 * batches, so that a slow page can never make a vote wait for a connection.
 */
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { env } from '../env';
import { log } from '../log';
import { prepareWhatComesAgain, StatementNames } from './prepare';
import type { DB } from './schema';

export type Db = Kysely<DB>;
/** Whoever asks for this locks rows or needs several statements to hold together. */
export type Trx = Transaction<DB>;

// Counts fit into a double up to 9·10^15; as strings they would have to be converted at every use.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const names = new StatementNames();

export function openPool(connectionString: string, max: number): pg.Pool {
	const pool = new pg.Pool({
		connectionString,
		max,
		connectionTimeoutMillis: 5_000,
		idleTimeoutMillis: 60_000,
		keepAlive: true,
		application_name: 'hoidan',
	});
	// A connection that dies while idle is no reason to die; the next query opens another.
	pool.on('error', (error) =>
		log.warn({ code: (error as { code?: string }).code }, 'idle database connection lost'),
	);
	// One that dies between being taken from the pool and its first query has no other listener, and an 'error' event
	// that nobody hears ends the process. The query that follows fails by itself.
	pool.on('connect', (client) => {
		client.on('error', () => {});
		prepareWhatComesAgain(client, names);
	});
	return pool;
}

export function openDb(pool: pg.Pool): Db {
	return new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });
}

let opened: { db: Db; pool: pg.Pool; writer: pg.Pool } | undefined;

function connections() {
	if (!opened) {
		const pool = openPool(env().DATABASE_URL, env().DATABASE_POOL);
		opened = { pool, db: openDb(pool), writer: openPool(env().DATABASE_URL, 1) };
	}
	return opened;
}

export const db = (): Db => connections().db;
/** For the few statements that are worth a name of their own (parsed and planned once per connection). */
export const pool = (): pg.Pool => connections().pool;
export const writer = (): pg.Pool => connections().writer;

/** How full the pools are, by name. */
export function countConnections(): Record<
	'main' | 'writer',
	{ total: number; idle: number; waiting: number }
> {
	const { pool, writer } = connections();
	const count = ({ totalCount: total, idleCount: idle, waitingCount: waiting }: pg.Pool) => ({
		total,
		idle,
		waiting,
	});
	return { main: count(pool), writer: count(writer) };
}

export async function closeConnections(): Promise<void> {
	const closing = opened;
	opened = undefined;
	await Promise.all([closing?.db.destroy(), closing?.writer.end()]);
}
