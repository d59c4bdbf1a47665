/**
 * Every verified vote belongs to a citizen whom we know and who may vote in that poll. The database alone cannot tell,
 * since a vote carries only a pseudonym; with the poll's key the pseudonyms of all verified persons are computed again and
 * compared. That is possible as long as the key exists, some days after the poll closes; nothing that links the two is
 * kept. For a million citizens it is a million HMACs a poll, so it is done in slices of two milliseconds, between which
 * the process serves, and holds the votes of one poll at a time.
 */
import { sql } from 'kysely';
import { setImmediate as breathe } from 'node:timers/promises';
import { voterKeysOf, type PollKeys } from '../../ballots/server/voter-key';
import { isEligible } from '../../polls/eligibility';
import type { Trx } from '../../server/db/client';
import type { Finding } from '../integrity';
import { idOf, readCitizens, type Citizens } from './citizens';
import { KeySet } from './key-set';

const SLICE_MS = 2;
/** Persons between two looks at the clock. */
const STRIDE = 64;
/** Votes a question. */
const BATCH = 10_000;

export async function checkKnownCitizens(trx: Trx, keys: Pick<PollKeys, 'of'>): Promise<Finding> {
	const finding: Finding = {
		invariant: 'votes-of-known-citizens',
		held: true,
		checked: 0,
		broken: 0,
		polls: [],
	};
	let citizens: Citizens | undefined;
	for (const poll of await listPolls(trx)) {
		const key = await keys.of(poll.id);
		const votes = await readVerifiedVotes(trx, poll.id);
		if (!key || votes.size === 0) continue;
		citizens ??= await readCitizens(trx);
		finding.checked += votes.size;
		const wrong = await countWrong(poll, key, { votes, citizens });
		if (wrong === 0) continue;
		finding.broken += wrong;
		finding.polls.push(poll.slug);
	}
	return { ...finding, held: finding.broken === 0 };
}

type PollWithKey = Awaited<ReturnType<typeof listPolls>>[number];

function listPolls(trx: Trx) {
	return trx
		.selectFrom('pollKey')
		.innerJoin('poll', 'poll.id', 'pollKey.pollId')
		.select([
			'poll.id',
			'poll.slug',
			'poll.opensAt',
			'poll.eligibleArea as area',
			'poll.minAge',
			'poll.maxAge',
		])
		.orderBy('poll.slug')
		.execute();
}

/** Withdrawn votes count for nothing and are nobody's. */
async function readVerifiedVotes(trx: Trx, pollId: string): Promise<KeySet> {
	const counted = sql`FROM vote WHERE poll_id = ${pollId} AND voter_class = 'verified' AND choices <> '{}'`;
	const { rows: counts } = await sql<{ n: number }>`SELECT count(*) AS n ${counted}`.execute(trx);
	const votes = new KeySet(counts[0]!.n);
	let after: Buffer = Buffer.alloc(0);
	while (votes.size < counts[0]!.n) {
		// As one value: ten thousand rows would be ten thousand objects.
		const { rows } = await sql<{ packed: Buffer }>`
			SELECT string_agg(voter_key, ''::bytea ORDER BY voter_key) AS packed
			FROM (SELECT voter_key ${counted} AND voter_key > ${after} ORDER BY voter_key LIMIT ${BATCH}) v`.execute(trx);
		const { packed } = rows[0]!;
		votes.add(packed);
		after = packed.subarray(-32);
	}
	return votes;
}

/**
 * Those who might vote are compared first, and then, where votes are left, all others. Somebody who has moved since the
 * poll opened may have lived elsewhere when they voted.
 */
async function countWrong(
	poll: PollWithKey,
	key: Buffer,
	{ votes, citizens }: { votes: KeySet; citizens: Citizens },
): Promise<number> {
	const keyOf = voterKeysOf(key);
	const may = citizens.residents.map((resident) => isEligible(poll, resident, poll.opensAt));
	const opened = poll.opensAt.getTime();
	let wrong = 0;
	for (const asked of [true, false]) {
		let until = performance.now() + SLICE_MS;
		for (const batch of citizens.batches) {
			for (let i = 0; i < batch.residents.length; i++) {
				if (i % STRIDE === 0 && performance.now() > until) {
					await breathe();
					until = performance.now() + SLICE_MS;
				}
				if (may[batch.residents[i]!] !== asked) continue;
				const found = votes.take(keyOf({ class: 'verified', id: idOf(batch, i) }));
				if (found && !asked && batch.movedAt[i]! <= opened) wrong++;
			}
			if (votes.left === 0) return wrong;
		}
	}
	return wrong + votes.left;
}
