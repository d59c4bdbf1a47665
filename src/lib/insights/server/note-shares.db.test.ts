/** How shares stood: a point an hour at most, none of few people, and whoever comes first keeps it. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { openWriterPool, vote } from '../../../../tests/support/voting';
import { writeVotes } from '../../ballots/server/write-votes';
import { openDb, openPool, type Db } from '../../server/db/client';
import { reading } from '../../server/db/reader';
import { noteShares } from './note-shares';
import { listSharePoints } from './share-point-reads';

let database: TestDatabase;
let owner: pg.Pool;
let writer: pg.Pool;
let db: Db;
let other: Db;
let voters = 0;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	writer = openWriterPool(database.appUrl, 'writer');
	db = openDb(openPool(database.appUrl, 2));
	other = openDb(openPool(database.appUrl, 2));
});
afterAll(async () => {
	await Promise.all([owner?.end(), writer?.end(), db?.destroy(), other?.destroy()]);
	await database?.drop();
});

/** @param counts how many chose option 1 and 2 */
const cast = (pollId: string, counts: number[], voterClass: 'verified' | 'unverified' = 'unverified') =>
	writeVotes(
		writer,
		counts.flatMap((count, i) =>
			Array.from({ length: count }, () => vote(pollId, `voter ${++voters}`, [i + 1], { voterClass })),
		),
	);

const points = (pollId: string) => reading(db, (reader) => listSharePoints(reader, pollId));

/** As if what was kept had been kept some hours ago. */
async function age(pollId: string) {
	await owner.query('ALTER TABLE share_point DISABLE TRIGGER kept');
	await owner.query("UPDATE share_point SET hour = hour - interval '3 hours' WHERE poll_id = $1", [pollId]);
	await owner.query('ALTER TABLE share_point ENABLE TRIGGER kept');
}

test('a point is kept of each class by itself, when ten have answered', async () => {
	const { id } = await makePoll(database.ownerUrl);
	await cast(id, [5, 4]);
	await cast(id, [8, 3], 'verified');
	expect(await noteShares(db)).toBe(1);
	expect(await points(id)).toMatchObject([{ class: 'verified', ballots: 11, votes: { 1: 8, 2: 3 } }]);
	await cast(id, [1, 0]);
	expect(await noteShares(db)).toBe(1);
	expect((await points(id)).map((one) => [one.class, one.ballots])).toContainEqual(['unverified', 10]);
});

test('the next one comes in another hour, and only when ten more have answered', async () => {
	const { id } = await makePoll(database.ownerUrl);
	await cast(id, [10, 0]);
	await noteShares(db);
	await cast(id, [0, 30]);
	expect(await noteShares(db)).toBe(0);
	await age(id);
	expect(await noteShares(db)).toBe(1);
	await age(id);
	await cast(id, [9, 0]);
	expect(await noteShares(db)).toBe(0);
	await cast(id, [1, 0]);
	expect(await noteShares(db)).toBe(1);
	expect((await points(id)).map(({ votes }) => votes)).toEqual([
		{ 1: 10 },
		{ 1: 10, 2: 30 },
		{ 1: 20, 2: 30 },
	]);
});

test('the table itself keeps no point of few people, and changes none', async () => {
	const { id } = await makePoll(database.ownerUrl);
	await cast(id, [12, 0]);
	await noteShares(db);
	const insert = (hours: number, ballots: number, voters = 'unverified') =>
		owner.query(
			`INSERT INTO share_point VALUES ($1, $4, date_trunc('hour', now(), 'UTC') + $2 * interval '1 hour', $3, '{}')`,
			[id, hours, ballots, voters],
		);
	expect((await insert(1, 21)).rowCount).toBe(0);
	await expect(insert(2, 9, 'verified')).rejects.toMatchObject({ code: '23514' });
	expect((await insert(3, 22)).rowCount).toBe(1);
	await expect(owner.query('UPDATE share_point SET ballots = 30')).rejects.toMatchObject({ code: '55000' });
});

test('of many processes at once one keeps the point', async () => {
	const { id } = await makePoll(database.ownerUrl);
	await cast(id, [12, 8]);
	const kept = await Promise.all([noteShares(db), noteShares(other), noteShares(db), noteShares(other)]);
	expect(kept.reduce((sum, one) => sum + one)).toBe(1);
	expect(await points(id)).toHaveLength(1);
});
