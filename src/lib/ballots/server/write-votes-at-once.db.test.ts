/** Many who write at once, repeat themselves, are cut off or meet a poll that closes: what counts is exact all the same. */
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll, readCounts } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import {
	expectExactCounts,
	keyOf,
	openWriterPool,
	openWriters,
	vote,
} from '../../../../tests/support/voting';
import { openVoteWriter } from './write-votes';

let database: TestDatabase;
let owner: pg.Pool;
/** As two processes have them: one connection each. */
let pools: [pg.Pool, pg.Pool];

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	pools = [openWriterPool(database.appUrl, 'writer 0'), openWriterPool(database.appUrl, 'writer 1')];
});
afterAll(async () => {
	await Promise.all([owner, ...(pools ?? [])].map((pool) => pool?.end()));
	await database?.drop();
});

test('1,000 voters who each answer 20 times at once through two processes are 1,000 ballots', async () => {
	const { id } = await makePoll(database.ownerUrl, { kind: 'multiple', options: 3 });
	const writers = openWriters(pools, { maxQueue: 20_000 });
	const answers = [[1], [2], [3], [1, 2], [2, 3], [1, 2, 3]];
	const sent = [];
	for (let round = 0; round < 20; round++)
		for (let voter = 0; voter < 1_000; voter++)
			sent.push(writers[round % 2]!.write(vote(id, voter, answers[(voter + round) % answers.length]!)));
	const outcomes = await Promise.all(sent);
	expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(1_000);
	expect(new Set(outcomes)).toEqual(new Set(['counted', 'changed']));
	await expectExactCounts(owner, id, 1_000);
});

test('two processes that change the same answer at once never go past the limit of changes', async () => {
	const { id } = await makePoll(database.ownerUrl, { options: 5, maxChanges: 3 });
	const writers = openWriters(pools);
	const sent = Array.from({ length: 40 }, (_, i) => writers[i % 2]!.write(vote(id, 'an', [1 + (i % 5)])));
	const outcomes = await Promise.all(sent);
	expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(1);
	expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(3);
	await expectExactCounts(owner, id, 1);
});

test('whatever is sent, repeated, changed or cut off, the tally is the recount and the last answer stands', async () => {
	// Only the owner of a session, or a superuser, may end it: the writers' own user does.
	const cutter = new pg.Pool({ connectionString: database.appUrl, max: 1 });
	const cut = () =>
		cutter.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'writer _'
			AND datname = current_database()`);
	const answer = fc.record({
		voter: fc.nat(7),
		choices: fc.subarray([1, 2, 3, 4], { minLength: 1 }),
	});
	const step = fc.oneof(
		{ weight: 8, arbitrary: answer },
		{ weight: 1, arbitrary: fc.constant('cut' as const) },
	);
	const bursts = fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });
	await fc.assert(
		fc.asyncProperty(bursts, async (history) => {
			const { id } = await makePoll(database.ownerUrl, { kind: 'multiple', options: 4 });
			const writers = openWriters(pools, { maxBatch: 4 });
			const last = new Map<number, number[]>();
			for (const burst of history) {
				await Promise.all(
					burst.map((one) => {
						if (one === 'cut') return cut();
						last.set(one.voter, one.choices);
						return writers[one.voter % 2]!.write(vote(id, one.voter, one.choices));
					}),
				);
			}
			await expectExactCounts(owner, id, last.size);
			const { rows } = await owner.query<{ key: Buffer; choices: number[] }>(
				'SELECT voter_key AS key, choices FROM vote WHERE poll_id = $1',
				[id],
			);
			for (const [voter, choices] of last)
				expect(rows.find(({ key }) => key.equals(keyOf(voter)))?.choices).toEqual(choices);
		}),
		{ numRuns: 30, endOnFailure: true },
	);
	await cutter.end();
});

test('votes behind one that outlived its patience with a database do not wait as long again', async () => {
	const { id } = await makePoll(database.ownerUrl);
	const nowhere = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none', max: 1 });
	let pool = nowhere;
	let tries = 0;
	const writer = openVoteWriter(() => pool, { maxBatch: 1, onBatch: () => tries++ });
	const began = Date.now();
	const many = Array.from({ length: 20 }, (_, i) => writer.write(vote(id, i, [1])));
	const outcomes = await Promise.allSettled(many);
	expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
	expect(tries).toBe(20);
	expect(Date.now() - began, 'not twenty times five seconds').toBeLessThan(20_000);
	pool = pools[0];
	expect(await writer.write(vote(id, 1, [1])), 'it is back').toBe('counted');
	await nowhere.end();
});

test('a poll that is closed early while answers are in flight counts none after', async () => {
	const { id } = await makePoll(database.ownerUrl);
	const writers = openWriters(pools, { maxBatch: 20 });
	const sent = Array.from({ length: 2_000 }, (_, i) => writers[i % 2]!.write(vote(id, i, [1 + (i % 2)])));
	await Promise.all(sent.slice(0, 100));
	await owner.query('UPDATE poll SET closes_at = clock_timestamp() WHERE id = $1', [id]);
	const atClosing = await readCounts(owner, id);
	const outcomes = await Promise.all(sent);
	const counted = outcomes.filter((outcome) => outcome === 'counted').length;
	expect(outcomes.filter((outcome) => outcome === 'poll-closed')).toHaveLength(2_000 - counted);
	expect(counted).toBeLessThan(2_000);
	expect(atClosing.rows).toBe(counted);
	await expectExactCounts(owner, id, counted);
});
