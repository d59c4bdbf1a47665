import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { openDb, openPool, type Db } from '../../server/db/client';
import { OwnAnswers } from './own-answers';

let database: TestDatabase;
let pool: pg.Pool;
let db: Db;
let asked = 0;
let answers: OwnAnswers;

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.appUrl, 4);
	db = openDb(pool);
	answers = new OwnAnswers(() => {
		asked += 1;
		return pool;
	});
});
afterAll(async () => {
	await db?.destroy();
	await database?.drop();
});

async function votedIn(pollId: string, choices: number[]): Promise<Buffer> {
	const voterKey = randomBytes(32);
	await db.insertInto('vote').values({ pollId, voterKey, voterClass: 'unverified', choices }).execute();
	return voterKey;
}

test('readers who come together are each told their own answer, by one statement', async () => {
	const [one, other] = await Promise.all([makePoll(database.ownerUrl), makePoll(database.ownerUrl)]);
	const first = await votedIn(one.id, [1]);
	const second = await votedIn(one.id, [2]);
	const elsewhere = await votedIn(other.id, [2]);
	asked = 0;
	const found = await Promise.all([
		answers.find(one.id, first),
		answers.find(other.id, first),
		answers.find(one.id, second),
		answers.find(one.id, randomBytes(32)),
		answers.find(other.id, elsewhere),
		answers.find(one.id, first),
	]);
	expect(found).toEqual([[1], undefined, [2], undefined, [2], [1]]);
	expect(asked).toBe(1);
});

test('a withdrawn answer is none', async () => {
	const poll = await makePoll(database.ownerUrl);
	const voterKey = await votedIn(poll.id, [1]);
	await db.updateTable('vote').set({ choices: [] }).where('voterKey', '=', voterKey).execute();
	expect(await answers.find(poll.id, voterKey)).toBeUndefined();
});

test('more than fit into a statement are all answered', async () => {
	const poll = await makePoll(database.ownerUrl);
	const voterKey = await votedIn(poll.id, [2]);
	asked = 0;
	const found = await Promise.all(Array.from({ length: 600 }, () => answers.find(poll.id, voterKey)));
	expect(found).toEqual(Array.from({ length: 600 }, () => [2]));
	expect(asked).toBe(3);
});

test('where the database is away, each is told so, and the next are answered again', async () => {
	const poll = await makePoll(database.ownerUrl);
	const voterKey = await votedIn(poll.id, [1]);
	const away = openPool(database.appUrl, 1);
	let isAway = true;
	const patient = new OwnAnswers(() => (isAway ? away : pool));
	await away.end();
	const outcomes = await Promise.allSettled([
		patient.find(poll.id, voterKey),
		patient.find(poll.id, voterKey),
	]);
	expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	isAway = false;
	expect(await patient.find(poll.id, voterKey)).toEqual([1]);
});
