/**
 * A wait that grows with every try, for guessing at the secrets of one account: some tries are free, then each makes the
 * next one wait twice as long. A try is counted before it is looked at, so tries at once gain nothing, and what is
 * tried at need not exist: the bucket is a keyed digest of the text and the address range.
 *
 *     const retryAfter = await claimTry({ purpose: 'staff', account: login, ip });
 *     if (retryAfter > 0) refuse; … right? await forgetTries({ purpose: 'staff', account: login, ip });
 */
import { sql } from 'kysely';
import { addressRange, isExempt } from './address';
import { db, type Db } from './db/client';
import { bucketOf } from './rate-limit';

const FREE_TRIES = 5;
const FIRST_WAIT = 15; // seconds
const LONGEST_WAIT = 15 * 60;
/** After so long without a try, the count begins again. */
const FORGIVEN_AFTER = '1 hour';

export interface Try {
	purpose: string;
	/** Whose secret is tried, as it was typed. */
	account: string;
	ip: string;
}

/** @returns 0: go ahead. Otherwise: not tried, and the whole seconds until one may try again. */
export async function claimTry({ purpose, account, ip }: Try, database: Db = db()): Promise<number> {
	if (isExempt(ip)) return 0;
	const bucket = bucketOf(`${purpose}|${account}`, addressRange(ip));
	const { rows } = await sql<{ tries: number }>`
		INSERT INTO rate_delay AS d (bucket, tries, until) VALUES (${bucket}, 1, now())
		ON CONFLICT (bucket) DO UPDATE SET
			tries = CASE WHEN d.until < now() - ${FORGIVEN_AFTER}::interval THEN 1 ELSE d.tries + 1 END,
			until = CASE WHEN d.until < now() - ${FORGIVEN_AFTER}::interval OR d.tries + 1 < ${FREE_TRIES} THEN now()
				ELSE now() + make_interval(secs => least(${LONGEST_WAIT}, ${FIRST_WAIT} * 2 ^ least(20, d.tries + 1 - ${FREE_TRIES}))) END
		WHERE d.until <= now()
		RETURNING tries`.execute(database);
	if (rows.length === 1) return 0;
	const waiting = await database
		.selectFrom('rateDelay')
		.select(sql<number>`greatest(1, ceil(extract(epoch FROM until - now())))::int`.as('seconds'))
		.where('bucket', '=', bucket)
		.executeTakeFirst();
	return waiting?.seconds ?? 1;
}

export async function forgetTries({ purpose, account, ip }: Try, database: Db = db()): Promise<void> {
	await database
		.deleteFrom('rateDelay')
		.where('bucket', '=', bucketOf(`${purpose}|${account}`, addressRange(ip)))
		.execute();
}
