/**
 * Every verified vote belongs to a citizen whom we know. The database alone cannot tell, since a vote carries only a
 * pseudonym; with the poll's key the pseudonyms of all verified persons are computed again and compared. That is
 * possible as long as the key exists, some days after the poll closes; nothing that links the two is kept.
 */
import { sql } from 'kysely';
import { setImmediate as breathe } from 'node:timers/promises';
import { voterKey, type PollKeys } from '../../ballots/server/voter-key';
import type { Trx } from '../../server/db/client';
import type { Finding } from '../integrity';

const BATCH = 10_000;

export async function checkKnownCitizens(trx: Trx, keys: Pick<PollKeys, 'of'>): Promise<Finding> {
	const polls = await trx
		.selectFrom('pollKey')
		.innerJoin('poll', 'poll.id', 'pollKey.pollId')
		.select(['poll.id', 'poll.slug'])
		.orderBy('poll.slug')
		.execute();
	const finding: Finding = {
		invariant: 'votes-of-known-citizens',
		held: true,
		checked: 0,
		broken: 0,
		polls: [],
	};
	for (const { id, slug } of polls) {
		const key = await keys.of(id);
		const unknown = await listVerifiedVotes(trx, id);
		if (!key || unknown.size === 0) continue;
		finding.checked += unknown.size;
		for await (const personId of verifiedPersons(trx)) {
			unknown.delete(voterKey(key, { class: 'verified', id: personId }).toString('latin1'));
		}
		if (unknown.size === 0) continue;
		finding.broken += unknown.size;
		finding.polls.push(slug);
	}
	return { ...finding, held: finding.broken === 0 };
}

async function listVerifiedVotes(trx: Trx, pollId: string): Promise<Set<string>> {
	const rows = await trx
		.selectFrom('vote')
		.select('voterKey')
		.where('pollId', '=', pollId)
		.where('voterClass', '=', 'verified')
		.where(sql<boolean>`choices <> '{}'`)
		.execute();
	return new Set(rows.map((row) => row.voterKey.toString('latin1')));
}

/** In batches, with room for other work between them: a province has hundreds of thousands. */
async function* verifiedPersons(trx: Trx): AsyncGenerator<string> {
	let after = '00000000-0000-0000-0000-000000000000';
	for (;;) {
		const rows = await trx
			.selectFrom('person')
			.select('id')
			.where('verifiedAt', 'is not', null)
			.where('id', '>', after)
			.orderBy('id')
			.limit(BATCH)
			.execute();
		for (const [i, { id }] of rows.entries()) {
			yield id;
			if (i % 1_000 === 999) await breathe();
		}
		if (rows.length < BATCH) return;
		after = rows.at(-1)!.id;
	}
}
