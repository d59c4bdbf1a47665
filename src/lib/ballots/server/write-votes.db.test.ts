import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { expectExactCounts, openWriterPool, openWriters, vote } from '../../../../tests/support/voting';
import { writeVotes, type Vote, type WrittenVote } from './write-votes';

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
