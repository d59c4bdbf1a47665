/** How a thread is kept: by its editors, and by the database's clock. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor as makeStaff } from '../../../../tests/support/actors';
import { makeActor, openTestThread } from '../../../../tests/support/comments';
import { makePoll } from '../../../../tests/support/polls';
import { openDb, openPool, type Db } from '../../server/db/client';
import { threadSettingsSchema, type ThreadSettings } from '../thread-settings.schema';
import { reviseComment } from './revise-comment';
import { setThread } from './set-thread';
import { submitComment } from './submit-comment';
import { findThread } from './threads';

let room: Awaited<ReturnType<typeof openTestThread>>;
let owner: Db;

beforeAll(async () => {
	room = await openTestThread();
	owner = openDb(openPool(room.database.ownerUrl, 1));
});
afterAll(async () => {
	await owner?.destroy();
	await room?.close();
});
beforeEach(() => room.renew());

const AFTER: ThreadSettings = { mode: 'after', closesAt: null, areaCode: null };
const soon = (seconds: number) => new Date(Date.now() + seconds * 1000);

async function topicId(): Promise<string> {
	const { id } = await room.db
		.selectFrom('topic')
		.select('id')
		.where('slug', '=', room.subject.slug)
		.executeTakeFirstOrThrow();
	return id;
}

/** @returns what setThread answers */
async function set(settings: Partial<ThreadSettings>, seen: ThreadSettings = AFTER, by = editor()) {
	return setThread(room.db, await by, {
		kind: 'topic',
		id: await topicId(),
		settings: { ...AFTER, ...settings },
		seen,
	});
}
const editor = () => makeStaff(room.db, 'editor');

test('an editor closes and reopens a thread, and the log has each change', async () => {
	const actor = await room.regular();
	expect(await set({ mode: 'closed' })).toEqual({ ok: true, value: null });
	expect(await submitComment(room.db, actor, room.subject, { body: 'Muộn' })).toMatchObject({
		reason: 'thread-closed',
	});
	expect(await findThread(room.db, room.subject)).toMatchObject({ closed: 'editors', isClosed: true });
	expect(await set({ mode: 'before' }, { ...AFTER, mode: 'closed' })).toMatchObject({ ok: true });
	expect(await findThread(room.db, room.subject)).toMatchObject({ mode: 'before', closed: null });
	const log = await owner
		.selectFrom('auditEntry')
		.select(['action', 'details'])
		.where('subject', '=', `topic/${await topicId()}`)
		.orderBy('seq')
		.execute();
	expect(log).toMatchObject([
		{ action: 'thread.set', details: { mode: 'closed', wasMode: 'after' } },
		{ action: 'thread.set', details: { mode: 'before', wasMode: 'closed' } },
	]);
});

test('of editors who change it at once one does, and the others are told', async () => {
	const outcomes = await Promise.all(
		Array.from({ length: 8 }, (_, i) => set({ mode: i % 2 ? 'closed' : 'before' })),
	);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	for (const outcome of outcomes.filter(({ ok }) => !ok)) {
		expect(outcome).toMatchObject({ reason: 'changed-meanwhile' });
	}
});

test('nobody else sets it, not to a time that is over, not to an area that is none', async () => {
	expect(await set({ mode: 'closed' }, AFTER, makeStaff(room.db, 'moderator'))).toMatchObject({
		reason: 'not-allowed',
	});
	expect(await set({ mode: 'closed' }, AFTER, makeActor(room.db))).toMatchObject({ reason: 'not-allowed' });
	expect(await set({ closesAt: soon(-60) })).toMatchObject({ reason: 'in-the-past' });
	expect(await set({ areaCode: 'khong-co' })).toMatchObject({ reason: 'no-such-area' });
	expect(threadSettingsSchema.safeParse({ mode: 'after', closesAt: '31/2', areaCode: '' }).success).toBe(
		false,
	);
});

test("a comment that arrives as the time runs out is measured by the database's clock", async () => {
	const actor = await room.regular();
	const id = await room.say(actor, 'Kịp giờ');
	await sql`UPDATE thread SET closes_at = clock_timestamp() + interval '1 second' WHERE id = ${room.thread.id}`.execute(
		room.db,
	);
	// As somebody's browser would who pressed the button in the last second, over and over.
	const outcomes: { ok: boolean; reason?: string; at: Date }[] = [];
	const writers = await Promise.all(Array.from({ length: 8 }, () => room.regular()));
	await Promise.all(
		writers.map(async (writer, w) => {
			for (let i = 0; i < 4; i++) {
				await sql`SELECT pg_sleep(0.35)`.execute(room.db);
				const said = await submitComment(room.db, writer, room.subject, { body: `Phút chót ${w} ${i}` });
				outcomes.push({ ...said, at: new Date() });
			}
		}),
	);
	const { rows } = await sql<{ late: number; inTime: number }>`
		SELECT count(*) FILTER (WHERE c.created_at >= t.closes_at)::int AS late,
			count(*) FILTER (WHERE c.created_at < t.closes_at)::int AS in_time
		FROM comment c JOIN thread t ON t.id = c.thread_id WHERE t.id = ${room.thread.id}`.execute(room.db);
	expect(rows).toEqual([{ late: 0, inTime: 1 + outcomes.filter(({ ok }) => ok).length }]);
	expect(outcomes.some(({ ok }) => ok)).toBe(true);
	for (const { ok, reason } of outcomes) if (!ok) expect(reason).toBe('thread-closed');
	expect(await findThread(room.db, room.subject)).toMatchObject({ closed: 'time', mode: 'after' });
	expect(await reviseComment(room.db, actor, { id, revision: 1, body: 'Sửa muộn' })).toMatchObject({
		reason: 'thread-closed',
	});
	// Even one who read the thread before: the database refuses the row itself.
	await expect(
		room.db.insertInto('comment').values({ threadId: room.thread.id, authorId: actor.personId }).execute(),
	).rejects.toMatchObject({ constraint: 'thread_open' });
});

test('the thread of an archived poll is closed, and that of a topic taken off its pages cannot be read', async () => {
	const { id, slug } = await makePoll(room.database.ownerUrl);
	await sql`UPDATE poll SET closes_at = clock_timestamp() + interval '10 milliseconds' WHERE id = ${id}`.execute(
		owner,
	);
	const actor = await room.regular();
	const poll = { kind: 'poll' as const, slug };
	// Answers have ended; talking about them has not.
	await expect(submitComment(room.db, actor, poll, { body: 'Kết quả đáng nghĩ' })).resolves.toMatchObject({
		ok: true,
	});
	await sql`UPDATE poll SET state = 'archived' WHERE id = ${id}`.execute(owner);
	expect(await findThread(room.db, poll)).toMatchObject({ closed: 'archived', mode: 'before' });
	expect(await submitComment(room.db, actor, poll, { body: 'Thêm một ý' })).toMatchObject({
		reason: 'thread-closed',
	});
	await sql`UPDATE topic SET unpublished_at = now() WHERE slug = ${room.subject.slug}`.execute(owner);
	expect(await findThread(room.db, room.subject)).toBeUndefined();
});
