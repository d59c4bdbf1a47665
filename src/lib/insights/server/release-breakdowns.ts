/**
 * Releases what may be shown of the strata: each hour, for each poll, if what was released before allows it
 * (insights/privacy.ts). Pages and exports read what was released and nothing else.
 */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import { mayRelease, protect, type Group } from '../privacy';

/** After closing the figures stand still, so a few turns are enough. */
const DAYS_AFTER_CLOSING = 2;

/** @returns of how many polls something was released */
export async function releaseBreakdowns(db: Db): Promise<number> {
	const { rows: polls } = await sql<{ id: string }>`
		SELECT p.id FROM poll p JOIN poll_strata k ON k.poll_id = p.id
		WHERE p.level = 'citizens' AND p.state <> 'draft' AND p.opens_at <= clock_timestamp()
			AND p.closes_at > clock_timestamp() - make_interval(days => ${DAYS_AFTER_CLOSING})
			AND jsonb_array_length(k.strata) > 1`.execute(db);
	let released = 0;
	for (const { id } of polls) if (await releaseBreakdown(db, id)) released++;
	return released;
}

interface Counted {
	hour: Date;
	strata: number;
	options: number[];
	/** Of the verified: option and count; -1 counts ballots. */
	whole: { o: number; n: number }[];
	parts: { s: number; o: number; n: number }[];
	/** The newest first. */
	released: Group[][];
	lastHour: Date | null;
}

async function releaseBreakdown(db: Db, pollId: string): Promise<boolean> {
	const { rows } = await sql<Counted>`
		SELECT date_trunc('hour', clock_timestamp(), 'UTC') AS hour, jsonb_array_length(k.strata) AS strata,
			ARRAY(SELECT id FROM poll_option WHERE poll_id = k.poll_id ORDER BY id) AS options,
			(SELECT coalesce(jsonb_agg(x), '[]') FROM (
				SELECT option_id AS o, sum(votes) AS n FROM tally WHERE poll_id = k.poll_id AND voter_class = 'verified' GROUP BY 1
				UNION ALL SELECT -1, sum(ballots) FROM turnout WHERE poll_id = k.poll_id AND voter_class = 'verified') x) AS whole,
			(SELECT coalesce(jsonb_agg(x), '[]') FROM (
				SELECT stratum AS s, option_id AS o, sum(votes) AS n FROM stratum_tally WHERE poll_id = k.poll_id GROUP BY 1, 2) x) AS parts,
			(SELECT coalesce(jsonb_agg(counted ORDER BY hour DESC), '[]') FROM (
				SELECT counted, hour FROM breakdown WHERE poll_id = k.poll_id ORDER BY hour DESC LIMIT 2) b) AS released,
			(SELECT max(hour) FROM breakdown WHERE poll_id = k.poll_id) AS last_hour
		FROM poll_strata k WHERE k.poll_id = ${pollId}`.execute(db);
	const counted = rows[0];
	if (!counted) return false;
	const { hour, released, lastHour } = counted;
	const groups = groupsOf(counted);
	const isNew = lastHour === null || lastHour < hour;
	if (!isNew || !mayRelease(groups, [released[0], released[1]])) return false;
	// Two processes may come at once: the primary key decides.
	const { numInsertedOrUpdatedRows } = await db
		.insertInto('breakdown')
		.values({
			pollId,
			hour,
			counted: JSON.stringify(groups),
			shown: JSON.stringify(protect(groups)),
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirstOrThrow();
	return numInsertedOrUpdatedRows === 1n;
}

/**
 * One group for each stratum, and one for answers of nobody knows where: it is what is left of the total. Somebody who
 * moved between two answers may leave a count below none for a while.
 */
function groupsOf({ strata, options, whole, parts }: Counted): Group[] {
	const columns = [-1, ...options];
	const lines = Array.from({ length: strata }, (_, s) =>
		columns.map((option) => Math.max(0, parts.find((one) => one.s === s && one.o === option)?.n ?? 0)),
	);
	const left = columns.map((option, c) => {
		const total = whole.find(({ o }) => o === option)?.n ?? 0;
		return Math.max(0, total - lines.reduce((sum, line) => sum + line[c]!, 0));
	});
	return [...lines, left].map(([ballots = 0, ...votes]) => ({ ballots, votes }));
}
