import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { keyOf } from '../../../../tests/support/voting';
import { openDb, openPool, type Db } from '../../server/db/client';
import { PollCache, pollMoved } from './poll-cache';

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 2));
});
afterAll(async () => {
	await Promise.all([owner?.end(), db?.destroy()]);
	await database?.drop();
});

const closeAt = (id: string, time: string) =>
	owner.query(`UPDATE poll SET closes_at = now() + $2::interval WHERE id = $1`, [id, time]);

test('a poll is read once for many, until it is told to have moved', async () => {
	const { id, slug } = await makePoll(database.ownerUrl, { closesAt: '2 hours' });
	const cache = new PollCache(() => db);
	const [first, second] = await Promise.all([cache.find(slug, 'vi'), cache.find(slug, 'vi')]);
	expect(second).toBe(first);
	await closeAt(id, '5 hours');
	expect((await cache.find(slug, 'vi'))!.closesAt).toEqual(first!.closesAt);
	cache.forget(id);
	expect((await cache.find(slug, 'vi'))!.closesAt.getTime()).toBeGreaterThan(first!.closesAt.getTime());
});

test('what is being read while a poll moves is not kept', async () => {
	const { id, slug } = await makePoll(database.ownerUrl);
	const cache = new PollCache(() => db);
	const reading = cache.find(slug, 'vi');
	cache.forget(id);
	expect(await cache.find(slug, 'vi')).not.toBe(await reading);
});

test('an unknown poll is not kept as a failure, and a lost database is asked again', async () => {
	let isAway = true;
	const { slug } = await makePoll(database.ownerUrl);
	const cache = new PollCache(() => {
		if (isAway) throw new Error('away');
		return db;
	});
	await expect(cache.find(slug, 'vi')).rejects.toThrow('away');
	isAway = false;
	expect(await cache.find(slug, 'vi')).toMatchObject({ slug });
});

test('the database tells that a poll has moved, and not that somebody answered it', async () => {
	const { id } = await makePoll(database.ownerUrl);
	const told: string[] = [];
	const listener = new pg.Client({ connectionString: database.appUrl });
	await listener.connect();
	listener.on('notification', ({ channel, payload }) => told.push(`${channel} ${payload}`));
	await listener.query(`LISTEN ${pollMoved.name}; LISTEN poll_changed`);
	await owner.query(
		"INSERT INTO vote (poll_id, voter_key, voter_class, choices) VALUES ($1, $2, 'unverified', '{1}')",
		[id, keyOf('an')],
	);
	await closeAt(id, '3 hours');
	await expect.poll(() => told).toEqual([`poll_changed ${id}`, `poll_moved ${id}`, `poll_changed ${id}`]);
	await listener.end();
});
