import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { forgetTopics, makeTopic } from '../../../../../tests/support/comments';
import { generateConversation } from '../../../../../tests/support/conversations';
import { freshDatabase } from '../../../../../tests/support/database';
import { seedConversation, type Seeded } from '../../../../../tests/support/seed-conversation';
import type { TestDatabase } from '../../../../../tests/support/template';
import { findThread } from '../../../comments/server/threads';
import { openDb, openPool, type Db } from '../../../server/db/client';
import type { ToldMap } from '../../groups/tell-groups';
import { findGroupsAside } from './find-groups-aside';
import { renewGroups, type FindGroups } from './renew-groups';

let database: TestDatabase;
let owner: pg.Pool;
/** Two processes, as it were. */
let db: Db;
let other: Db;
let threadId: string;
let seeded: Seeded;

const AT_ONCE = { restMs: 0 };
const conversation = generateConversation(7, { sizes: [14, 9], comments: 12, apart: 1.4, answered: 0.9 });

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 4));
	other = openDb(openPool(database.appUrl, 4));
});
afterAll(async () => {
	await Promise.all([owner?.end(), db?.destroy(), other?.destroy()]);
	await database?.drop();
});
beforeEach(async () => {
	await forgetTopics(owner);
	const subject = await makeTopic(database);
	threadId = (await findThread(db, subject))!.id;
	seeded = await seedConversation(database.ownerUrl, { threadId, reactions: conversation });
});

async function stored() {
	const row = await db
		.selectFrom('opinionGroups')
		.select(['version', 'told', 'memory', 'claimedUntil'])
		.where('threadId', '=', threadId)
		.executeTakeFirstOrThrow();
	return {
		...row,
		told: row.told as unknown as ToldMap,
		memory: row.memory as unknown as { slots: Record<string, number> },
	};
}

const answer = (choice: string, person = seeded.people[0], comment = seeded.comments[0]) =>
	owner.query(
		`INSERT INTO reaction (comment_id, person_id, choice) VALUES ($1, $2, $3)
		ON CONFLICT (comment_id, person_id) DO UPDATE SET choice = excluded.choice`,
		[comment, person, choice],
	);

test('a thread of its own finds the groups in what was answered', async () => {
	expect(await renewGroups(db, findGroupsAside)).toBe(1);
	const { version, told, memory } = await stored();
	expect(version).toBe(1);
	expect(told).toMatchObject({ outcome: 'grouped', people: 25, comments: 12 });
	expect(told.groups.map(({ people }) => people)).toEqual([15, 10]);
	expect(Object.keys(memory.slots)).toHaveLength(23);
});

test('what may be shown names nobody, and none of the numbers by which people are known', async () => {
	await renewGroups(db, findGroupsAside);
	const { told, memory } = await stored();
	const text = JSON.stringify(told);
	for (const name of [...seeded.people, ...Object.keys(memory.slots)]) expect(text).not.toContain(name);
	const { rows } = await owner.query<{ participant: string }>(
		'SELECT DISTINCT participant::text FROM insight.reaction WHERE thread_id = $1',
		[threadId],
	);
	expect(rows.map(({ participant }) => participant).sort()).toEqual(Object.keys(memory.slots).sort());
});

test('without a new answer nothing is counted; with one, groups keep their places', async () => {
	await renewGroups(db, findGroupsAside, AT_ONCE);
	const before = await stored();
	expect(await renewGroups(db, findGroupsAside, AT_ONCE)).toBe(0);
	await answer('pass');
	expect(await renewGroups(db, findGroupsAside)).toBe(0); // it rests
	// Even in a hurry it rests as long as it took.
	await vi.waitFor(async () => expect(await renewGroups(db, findGroupsAside, AT_ONCE)).toBe(1));
	const after = await stored();
	expect(after.version).toBe(2);
	const moved = Object.keys(before.memory.slots).filter(
		(person) => before.memory.slots[person] !== after.memory.slots[person],
	);
	expect(moved.length).toBeLessThanOrEqual(1);
});

test('a comment that is taken back counts no more, and few people are told so', async () => {
	await owner.query(
		"UPDATE comment SET state = 'withdrawn', published_at = NULL WHERE thread_id = $1 AND id <> $2",
		[threadId, seeded.comments[0]],
	);
	await owner.query('DELETE FROM reaction WHERE person_id <> ALL ($1)', [seeded.people.slice(0, 4)]);
	await renewGroups(db, findGroupsAside);
	expect((await stored()).told).toMatchObject({ outcome: 'too-few-people', needed: 7 });
});

test('of many processes one is at it', async () => {
	const find = vi.fn<FindGroups>(findGroupsAside);
	const done = await Promise.all(Array.from({ length: 8 }, (_, i) => renewGroups(i % 2 ? db : other, find)));
	expect(done.reduce((sum, renewed) => sum + renewed)).toBe(1);
	expect(find).toHaveBeenCalledTimes(1);
});

test('one that dies over it is followed by another, and comes too late if it was only slow', async () => {
	let goOn = () => {};
	const slow: FindGroups = async (given) => {
		await new Promise<void>((resolve) => (goOn = resolve));
		return findGroupsAside(given);
	};
	const first = renewGroups(db, slow);
	await vi.waitFor(async () => expect((await stored()).claimedUntil).not.toBeNull());
	expect(await renewGroups(other, findGroupsAside)).toBe(0);
	await owner.query("UPDATE opinion_groups SET claimed_until = clock_timestamp() - interval '1 second'");
	expect(await renewGroups(other, findGroupsAside)).toBe(1);
	const kept = await stored();
	await vi.waitFor(() => goOn());
	expect(await first).toBe(0);
	expect((await stored()).version).toBe(kept.version);
});

test('a thread that breaks takes nothing along: the next run begins again', async () => {
	const broken: FindGroups = (given) =>
		findGroupsAside({ ...given, answers: ['99+', ...given.answers.slice(1)] });
	await expect(renewGroups(db, broken, { claimMs: 0 })).rejects.toThrow(RangeError);
	expect(await renewGroups(db, findGroupsAside)).toBe(1);
});

test('the Reader sees what is told, and nothing of a topic that was taken off', async () => {
	await renewGroups(db, findGroupsAside);
	const count = async () => {
		const { rows } = await owner.query<{ n: number }>(
			'SELECT count(*)::int AS n FROM insight.opinion_groups',
		);
		return rows[0]!.n;
	};
	expect(await count()).toBe(1);
	await owner.query('UPDATE topic SET unpublished_at = now()');
	expect(await count()).toBe(0);
});
