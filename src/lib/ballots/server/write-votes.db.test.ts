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
import { openVoteWriter, writeVotes, type Vote, type WrittenVote } from './write-votes';

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

test('a first answer is counted, another one is a change, the same one again changes nothing', async () => {
	const { id } = await makePoll(database.ownerUrl);
	const write = async (choices: number[]) => (await writeVotes(pools[0], [vote(id, 'an', choices)]))[0];
	expect(await write([1])).toBe('counted');
	expect(await write([1])).toBe('same');
	expect(await write([2])).toBe('changed');
	expect(await write([2])).toBe('same');
	expect(await write([1])).toBe('changed');
	const counts = await expectExactCounts(owner, id, 1);
	expect(counts.tally).toEqual({ 'unverified/1': 1 });
});

test('an answer changes as often as the poll allows, and the last allowed one stays', async () => {
	const { id } = await makePoll(database.ownerUrl, { options: 4, maxChanges: 2 });
	const outcomes: (WrittenVote | undefined)[] = [];
	for (const choice of [1, 2, 3, 4, 3, 1])
		outcomes.push((await writeVotes(pools[0], [vote(id, 'an', [choice])]))[0]);
	expect(outcomes).toEqual(['counted', 'changed', 'changed', 'no-more-changes', 'same', 'no-more-changes']);
	expect((await expectExactCounts(owner, id, 1)).tally).toEqual({ 'unverified/3': 1 });
});

test('a poll without changes keeps the first answer', async () => {
	const { id } = await makePoll(database.ownerUrl, { maxChanges: 0 });
	for (const [choice, outcome] of [
		[1, 'counted'],
		[2, 'no-more-changes'],
		[1, 'same'],
	] as const)
		expect(await writeVotes(pools[0], [vote(id, 'an', [choice])])).toEqual([outcome]);
	expect((await expectExactCounts(owner, id, 1)).tally).toEqual({ 'unverified/1': 1 });
});

test.each<[outcome: WrittenVote, what: string, wishes: Parameters<typeof makePoll>[1], choices: number[]]>([
	['poll-closed', 'a closed poll', { opensAt: '-2 hours', closesAt: '-1 hour' }, [1]],
	['poll-closed', 'an archived poll', { state: 'archived' }, [1]],
	['poll-not-open', 'a scheduled poll', { opensAt: '1 hour', closesAt: '2 hours' }, [1]],
	['not-found', 'a draft', { state: 'draft' }, [1]],
	['not-found', 'a secret poll', { level: 'secret' }, [1]],
	['sign-in-required', 'a poll for citizens', { level: 'citizens' }, [1]],
	['invalid-choices', 'an unknown option', {}, [3]],
	['invalid-choices', 'no choice', {}, []],
	['invalid-choices', 'two choices of one', {}, [1, 2]],
	['invalid-choices', 'too few choices', { kind: 'multiple', options: 4, minChoices: 2 }, [1]],
	['invalid-choices', 'too many', { kind: 'multiple', options: 4, maxChoices: 2 }, [1, 2, 3]],
	['invalid-choices', 'a value off the scale', { kind: 'rating-5' }, [0]],
])('%s is the outcome of %s', async (outcome, _, wishes, choices) => {
	const { id } = await makePoll(database.ownerUrl, wishes);
	expect(await writeVotes(pools[0], [vote(id, 'an', choices)])).toEqual([outcome]);
	await expectExactCounts(owner, id, 0);
});

test('a verified citizen may answer a poll for citizens and, in a class of their own, an open one', async () => {
	for (const level of ['citizens', 'open'] as const) {
		const { id } = await makePoll(database.ownerUrl, { level });
		const verified = vote(id, 'an', [1], { voterClass: 'verified' });
		expect(await writeVotes(pools[0], [verified])).toEqual(['counted']);
		expect((await expectExactCounts(owner, id, 1)).tally).toEqual({ 'verified/1': 1 });
	}
});

test('a poll that does not exist is not found', async () => {
	expect(await writeVotes(pools[0], [vote('00000000-0000-4000-8000-000000000000', 'an', [1])])).toEqual([
		'not-found',
	]);
});

test('refused votes fail alone within a batch', async () => {
	const open = await makePoll(database.ownerUrl, { options: 3 });
	const closed = await makePoll(database.ownerUrl, { opensAt: '-2 hours', closesAt: '-1 hour' });
	expect(
		await writeVotes(pools[0], [
			vote(open.id, 'an', [1]),
			vote(closed.id, 'an', [1]),
			vote(open.id, 'binh', [9]),
			vote(open.id, 'chi', [3]),
		]),
	).toEqual(['counted', 'poll-closed', 'invalid-choices', 'counted']);
	await expectExactCounts(owner, open.id, 2);
	await expectExactCounts(owner, closed.id, 0);
});

test('a vote that the database itself refuses fails alone, and the rest of its batch is counted', async () => {
	const { id } = await makePoll(database.ownerUrl, { kind: 'multiple', options: 3 });
	const sizes: number[] = [];
	const [writer] = openWriters(pools, { onBatch: (size) => sizes.push(size) });
	const bad: Record<number, Partial<Vote>> = {
		3: { voterKey: Buffer.alloc(5) }, // a check of the table
		7: { choices: [2, 1] }, // a check of the trigger
		8: { choices: [70_000] }, // no smallint
	};
	const results = await Promise.allSettled(
		Array.from({ length: 10 }, (_, i) => writer!.write(vote(id, i, [1], bad[i]))),
	);
	expect(sizes).toEqual([10]);
	results.forEach((result, i) =>
		expect(result.status, `vote ${i}`).toBe(i in bad ? 'rejected' : 'fulfilled'),
	);
	await expectExactCounts(owner, id, 7);
});

const moment = async () =>
	(await owner.query<{ at: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 AS at')).rows[0]!
		.at;

test.each<
	[
		edge: string,
		column: string,
		wishes: Parameters<typeof makePoll>[1],
		before: WrittenVote,
		after: WrittenVote,
	]
>([
	['opening', 'opens_at', { opensAt: '0.5 seconds' }, 'poll-not-open', 'counted'],
	['closing', 'closes_at', { closesAt: '0.5 seconds' }, 'counted', 'poll-closed'],
])("the %s time is kept to the moment by the database's clock", async (_, column, wishes, before, after) => {
	const { id } = await makePoll(database.ownerUrl, wishes);
	const edge = (
		await owner.query<{ at: number }>(
			`SELECT extract(epoch FROM ${column})::float8 AS at FROM poll WHERE id = $1`,
			[id],
		)
	).rows[0]!.at;
	const seen = { [before]: 0, [after]: 0 };
	let counted = 0;
	for (let i = 0; (seen[after] ?? 0) < 20; i++) {
		const sentAt = await moment();
		const [outcome] = await writeVotes(pools[0], [vote(id, i, [1])]);
		const answeredAt = await moment();
		if (answeredAt < edge) expect(outcome).toBe(before);
		if (sentAt >= edge) expect(outcome).toBe(after);
		expect([before, after]).toContain(outcome);
		seen[outcome!] = (seen[outcome!] ?? 0) + 1;
		if (outcome === 'counted') counted++;
	}
	expect(seen[before]).toBeGreaterThan(0);
	await expectExactCounts(owner, id, counted);
});

test('a poll that closes between the judgement of a vote and its counting is closed, and nothing fails', async () => {
	const { id } = await makePoll(database.ownerUrl, { closesAt: '500 milliseconds' });
	await owner.query(`CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN IF NEW.poll_id = '${id}' THEN PERFORM pg_sleep(0.6); END IF; RETURN NEW; END $$`);
	await owner.query('CREATE TRIGGER dawdles BEFORE INSERT ON vote FOR EACH ROW EXECUTE FUNCTION dawdle()');
	try {
		expect(await writeVotes(pools[0], [vote(id, 'an', [1])])).toEqual(['poll-closed']);
	} finally {
		await owner.query('DROP TRIGGER dawdles ON vote; DROP FUNCTION dawdle()');
	}
	await expectExactCounts(owner, id, 0);
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
