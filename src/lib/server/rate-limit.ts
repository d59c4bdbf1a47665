/**
 * Request counters that all processes share, in windows that the database's clock cuts. Takes that arrive while a
 * statement is under way are counted together by the next one, so a flood costs few statements.
 *
 *     const { verdict, retryAfter } = await take({ purpose: 'answer', ip, free: ANSWERS_FREE, hard: ANSWERS_HARD });
 *
 * For guessing at something of one account, rate-delay.ts waits longer after every try.
 */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { addressRange, isExempt } from './address';
import { db, type Db } from './db/client';
import { derivedKey } from './derive-key';
import { GroupCommit } from './group-commit';

/**
 * Answers a minute and address. A carrier's address can stand for thousands of people, and a poll on the evening news
 * brings many of them at once: ten a second pass untouched. Above that each answer costs its sender a second or so of
 * computing, which a person hardly notices and a flood does. A hundred a second from one address is no crowd any more.
 */
export const ANSWERS_FREE = 600;
export const ANSWERS_HARD = 6_000;

export interface Take {
	purpose: string;
	ip: string;
	/** Counted in place of the address, for what somebody guesses at from many addresses; no address is exempt then. */
	about?: string;
	/** Hits a window that pass. */
	free: number;
	/** Hits a window above which nothing passes; between the two, a proof of work does. */
	hard: number;
}

export interface Verdict {
	verdict: 'free' | 'prove' | 'refuse';
	/** Whole seconds until the next window. */
	retryAfter: number;
}

interface Counted {
	/** Which hit of its window this one is, from 1. */
	hit: number;
	retryAfter: number;
}

export function openRateLimit(database: () => Db, { windowSeconds = 60 } = {}) {
	const counter = new GroupCommit<Buffer, Counted>({
		flush: (buckets) => count(database(), buckets, windowSeconds),
	});

	/** @throws QueueFull when the database can't keep up, and whatever the database throws */
	return async function take({ purpose, ip, about, free, hard }: Take): Promise<Verdict> {
		if (about === undefined && isExempt(ip)) return { verdict: 'free', retryAfter: 0 };
		const bucket = about === undefined ? bucketOf(purpose, addressRange(ip)) : bucketOf(purpose, about);
		const { hit, retryAfter } = await counter.submit(bucket);
		return { verdict: hit <= free ? 'free' : hit <= hard ? 'prove' : 'refuse', retryAfter };
	};
}

export const take = openRateLimit(db);

/** The same in windows of a day (UTC), for what people do seldom. */
export const takeDaily = openRateLimit(db, { windowSeconds: 24 * 60 * 60 });

const HOUR = 3_600;
/** The same in windows of an hour, for what people do seldom. */
export const takeHourly = openRateLimit(db, { windowSeconds: HOUR });

/** A take of this hour that turned out to be harmless no longer counts. */
export async function giveBackHourly({ purpose, ip }: Pick<Take, 'purpose' | 'ip'>, database: Db = db()) {
	if (isExempt(ip)) return;
	await database
		.updateTable('rateLimit')
		.set((eb) => ({ hits: eb('hits', '-', 1) }))
		.where('bucket', '=', bucketOf(purpose, addressRange(ip)))
		.where('windowStart', '=', sql<Date>`date_bin(make_interval(secs => ${HOUR}), now(), 'epoch')`)
		.where('hits', '>', 0)
		.execute();
}

/** Deletes what no longer counts. The margins are for processes whose clock is off. */
export async function sweep(database: Db = db()): Promise<void> {
	await database
		.deleteFrom('rateLimit')
		.where('endsAt', '<', sql<Date>`now() - interval '10 minutes'`)
		.execute();
	await database
		.deleteFrom('rateDelay')
		.where('until', '<', sql<Date>`now() - interval '1 day'`)
		.execute();
	await database
		.deleteFrom('usedChallenge')
		.where('expiresAt', '<', sql<Date>`now() - interval '1 hour'`)
		.execute();
}

/** Keyed, so that the table doesn't tell who was here: unkeyed digests of all IPv4 addresses are soon computed. */
export function bucketOf(purpose: string, who: string): Buffer {
	return createHmac('sha256', derivedKey('rate-limit')).update(`${purpose}|${who}`).digest();
}

async function count(database: Db, buckets: Buffer[], windowSeconds: number): Promise<Counted[]> {
	const names = buckets.map((bucket) => bucket.toString('hex'));
	const hits = new Map<string, number>();
	for (const name of names) hits.set(name, (hits.get(name) ?? 0) + 1);

	// Not waiting for the disk: a crash of the database may forget the hits of its last moment, and nothing that was
	// acknowledged. Every process locks the rows in the order of their buckets, so no two can wait for each other in a circle.
	const { rows } = await sql<{ bucket: string; hits: number; retryAfter: number }>`
		INSERT INTO rate_limit AS r (bucket, window_start, ends_at, hits)
		SELECT decode(name, 'hex'), starts_at, starts_at + make_interval(secs => ${windowSeconds}), hits
		FROM set_config('synchronous_commit', 'off', true), unnest(${[...hits.keys()]}::text[], ${[...hits.values()]}::int[]) AS taken (name, hits),
			date_bin(make_interval(secs => ${windowSeconds}), now(), 'epoch') AS starts_at
		ORDER BY 1
		ON CONFLICT (bucket, window_start) DO UPDATE SET hits = r.hits + excluded.hits
		RETURNING encode(bucket, 'hex') AS bucket, hits,
			greatest(1, ceil(extract(epoch FROM window_start - now()) + ${windowSeconds}))::int AS retry_after
	`.execute(database);

	// The row tells the last hit of this batch; the ones before it follow from how many the batch brought.
	const counted = new Map(
		rows.map((row) => [row.bucket, { ...row, next: row.hits - (hits.get(row.bucket) ?? 0) }]),
	);
	return names.map((name) => {
		const row = counted.get(name);
		if (!row) throw new Error('a hit was not counted');
		return { hit: ++row.next, retryAfter: row.retryAfter };
	});
}
