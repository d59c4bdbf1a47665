/**
 * Keeps the opinion groups of all threads fresh: a new answer shows within a minute, and where nothing was answered nothing
 * is counted. Every process calls this again and again; one of them looks, and each thread has one that works on it.
 *
 *     await renewGroups(db, findGroupsAside);
 */
import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';
import { ENGINE } from '../../groups/tell-groups';
import type { Memory } from '../../groups/opinion-groups';
import { readAnswers } from './answers-read';
import type { FoundGroups, GivenAnswers } from './thread';

/** A busy conversation rests as long as it took, so that it never takes more than half a core. */
const REST_MS = 15_000;
/** Far longer than the largest conversation takes: after that, whoever was at it is taken for dead. */
const CLAIM_MS = 60_000;

export type FindGroups = (given: GivenAnswers) => Promise<FoundGroups>;

interface Due {
	threadId: string;
	answered: number;
}

/** @returns how many threads it renewed */
export async function renewGroups(
	db: Db,
	find: FindGroups,
	{ restMs = REST_MS, claimMs = CLAIM_MS } = {},
): Promise<number> {
	let renewed = 0;
	for (const due of await listDue(db, restMs)) {
		if (await renewThread(db, due, { find, claimMs })) renewed++;
	}
	return renewed;
}

/**
 * Threads whose answers are other ones than at the last run: by a digest of the counts that are kept with each comment, which
 * costs what the comments cost and not what the answers do. Two people who trade answers go unnoticed until the next one.
 */
async function listDue(db: Db, restMs: number): Promise<Due[]> {
	const { rows } = await sql<Due>`
		WITH now AS (
			SELECT thread_id, bit_xor(hashtextextended(concat_ws(' ', id, agree_count, disagree_count, pass_count), 0)) & 4503599627370495 AS answered
			FROM comment WHERE state = 'published' AND published_at <= clock_timestamp() AND depth = 0 AND NOT is_official
				AND agree_count + disagree_count + pass_count > 0
			GROUP BY thread_id)
		SELECT n.thread_id, n.answered FROM now n LEFT JOIN opinion_groups g USING (thread_id)
		WHERE (g.answered IS DISTINCT FROM n.answered OR g.engine IS DISTINCT FROM ${ENGINE})
			AND coalesce(g.claimed_until < clock_timestamp(), true)
			AND coalesce(g.found_at < clock_timestamp() - greatest(${restMs}, g.took_ms) * interval '1 millisecond', true)
		ORDER BY g.found_at NULLS FIRST`.execute(db);
	return rows;
}

async function renewThread(
	db: Db,
	{ threadId, answered }: Due,
	{ find, claimMs }: { find: FindGroups; claimMs: number },
): Promise<boolean> {
	const claim = await claimThread(db, threadId, claimMs);
	if (!claim) return false;
	const began = performance.now();
	const memory = claim.engine === ENGINE ? (claim.memory as unknown as Memory | null) : null;
	const found = await find({ ...(await readAnswers(db, threadId)), memory });
	const tookMs = Math.round(performance.now() - began);
	// Whoever took longer than the claim finds that another was faster, and leaves it at that.
	const kept = await db
		.updateTable('opinionGroups')
		.set({
			version: claim.version + 1,
			engine: ENGINE,
			answered,
			told: JSON.stringify(found.told),
			memory: found.memory && JSON.stringify(found.memory),
			foundAt: sql<Date>`clock_timestamp()`,
			tookMs,
			claimedUntil: null,
		})
		.where('threadId', '=', threadId)
		.where('version', '=', claim.version)
		.executeTakeFirst();
	return kept.numUpdatedRows === 1n;
}

/** @returns undefined where another process is at it */
function claimThread(db: Db, threadId: string, claimMs: number) {
	const claimedUntil = sql<Date>`clock_timestamp() + ${claimMs} * interval '1 millisecond'`;
	return db
		.insertInto('opinionGroups')
		.values({ threadId, claimedUntil })
		.onConflict((conflict) =>
			conflict
				.column('threadId')
				.doUpdateSet({ claimedUntil })
				.where((eb) =>
					eb.or([
						eb('opinionGroups.claimedUntil', 'is', null),
						eb('opinionGroups.claimedUntil', '<', sql<Date>`clock_timestamp()`),
					]),
				),
		)
		.returning(['version', 'engine', 'memory'])
		.executeTakeFirst();
}
