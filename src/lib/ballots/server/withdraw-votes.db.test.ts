/** A verified answer takes the place of what its browser said before. */
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
import { writeVotes, type Vote } from './write-votes';

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

const verifiedVote = (pollId: string, person: string, browser: string, choices: number[]) =>
	vote(pollId, `person ${person}`, choices, { voterClass: 'verified', replaces: keyOf(browser) });

test("a verified answer withdraws the browser's own in the same statement", async () => {
	const { id } = await makePoll(database.ownerUrl);
	await writeVotes(pools[0], [vote(id, 'browser a', [1]), vote(id, 'browser b', [1])]);
	expect(await writeVotes(pools[0], [verifiedVote(id, 'an', 'browser a', [2])])).toEqual(['counted']);
	expect((await expectExactCounts(owner, id, 2)).tally).toEqual({ 'unverified/1': 1, 'verified/2': 1 });
	// Again, and from the other browser: nothing is counted twice, and the second browser's answer goes too.
	expect(await writeVotes(pools[0], [verifiedVote(id, 'an', 'browser a', [2])])).toEqual(['same']);
	expect(await writeVotes(pools[0], [verifiedVote(id, 'an', 'browser b', [2])])).toEqual(['same']);
	expect((await expectExactCounts(owner, id, 1)).tally).toEqual({ 'verified/2': 1 });
});

test('a browser that has used up its changes is withdrawn all the same', async () => {
	const { id } = await makePoll(database.ownerUrl, { maxChanges: 0 });
	await writeVotes(pools[0], [vote(id, 'browser', [1])]);
	expect(await writeVotes(pools[0], [verifiedVote(id, 'an', 'browser', [1])])).toEqual(['counted']);
	expect((await expectExactCounts(owner, id, 1)).tally).toEqual({ 'verified/1': 1 });
});

test('a refused verified answer withdraws nothing', async () => {
	const { id } = await makePoll(database.ownerUrl);
	await writeVotes(pools[0], [vote(id, 'browser', [1])]);
	expect(await writeVotes(pools[0], [verifiedVote(id, 'an', 'browser', [7])])).toEqual(['invalid-choices']);
	expect((await expectExactCounts(owner, id, 1)).tally).toEqual({ 'unverified/1': 1 });
});

test('nobody withdraws a verified answer, whatever browser they name', async () => {
	const { id } = await makePoll(database.ownerUrl);
	await writeVotes(pools[0], [vote(id, 'person binh', [1], { voterClass: 'verified' })]);
	await writeVotes(pools[0], [verifiedVote(id, 'an', 'person binh', [2])]);
	expect((await expectExactCounts(owner, id, 2)).tally).toEqual({ 'verified/1': 1, 'verified/2': 1 });
});

test('two processes, persons and their browsers at once: one verified answer each, and exact tallies', async () => {
	const { id } = await makePoll(database.ownerUrl, { options: 3 });
	const writers = openWriters(pools);
	const write = (one: Vote, i: number) => writers[i % 2]!.write(one);
	await Promise.all(
		Array.from({ length: 40 }, (_, i) => i).flatMap((i) => [
			write(vote(id, `browser ${i}`, [1]), i),
			write(verifiedVote(id, String(i), `browser ${i}`, [2]), i + 1),
			write(vote(id, `browser ${i}`, [3]), i + 1),
			write(verifiedVote(id, String(i), `browser ${i}`, [3]), i),
		]),
	);
	await Promise.all(writers.map((writer) => writer.settled()));
	const before = await readCounts(owner, id);
	expect(before.tally).toEqual(before.recount);
	expect(before.ballots.verified).toBe(40);
	// Once more in peace: every browser's answer is withdrawn.
	await Promise.all(
		Array.from({ length: 40 }, (_, i) => write(verifiedVote(id, String(i), `browser ${i}`, [1]), i)),
	);
	expect((await expectExactCounts(owner, id, 40)).turnout).toEqual({ verified: 40 });
});
