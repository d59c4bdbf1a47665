import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { reportComment } from '../../comments/server/report-comment';
import { findThread } from '../../comments/server/threads';
import { queueAddress, queueSchema } from '../moderation.schema';
import { listDeskThreads } from './reads';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

test('one comment is found alone, whichever queue it is in, by those who tend it', async () => {
	const { id } = await desk.held();
	await desk.held();
	const found = async (by = desk.lan) =>
		(await desk.queue('waiting', by, { comment: id })).items.map((item) => [item.id, item.state]);
	expect(await found()).toEqual([[id, 'held']]);
	await desk.reject(desk.minh, id);
	expect(await found()).toEqual([[id, 'rejected']]);
	const elsewhere = { ...desk.lan, grants: [{ role: 'moderator' as const, area: 'khong-co' }] };
	expect(await found(elsewhere)).toEqual([]);
	expect(queueAddress({ comment: id })).toBe(`/moderation?comment=${id}`);
});

test('what readers reported waits since it was reported, not since it came out', async () => {
	const ids: string[] = [];
	for (const name of ['Cũ', 'Mới']) {
		const { id } = await desk.held(name);
		await desk.approve(desk.lan, id);
		await desk.settleTime(id);
		ids.push(id);
	}
	for (const comment of ids.toReversed())
		await reportComment(desk.db, await makeActor(desk.db), { comment, reason: 'spam', note: '' });
	await sql`UPDATE report SET reported_at = reported_at - interval '3 hours' WHERE comment_id = ${ids[1]}`.execute(
		desk.owner,
	);
	const thread = (await findThread(desk.db, desk.subject))!.id;
	const { items } = await desk.queue('reported', desk.lan, { thread });
	expect(items.map(({ id }) => id)).toEqual(ids.toReversed());
	expect(Math.round((Date.now() - items[0]!.since.getTime()) / 3_600_000)).toBe(3);
});

test('the queue pages through all that waits, and finds words without their accents', async () => {
	const ids: string[] = [];
	for (let i = 0; i < 30; i++) ids.push((await desk.held(`Đường hỏng số ${i}`)).id);
	const thread = (await findThread(desk.db, desk.subject))!.id;
	const first = await desk.queue('waiting', desk.lan, { thread });
	const second = await desk.queue('waiting', desk.lan, { thread, after: first.next });
	expect([...first.items, ...second.items].map((item) => item.id)).toEqual(ids);
	expect((await desk.queue('waiting', desk.lan, { thread, q: 'duong hong so 7' })).items).toMatchObject([
		{ body: 'Đường hỏng số 7' },
	]);
	expect((await desk.queue('waiting', desk.lan, { thread, reason: 'thread-before' })).items).toHaveLength(25);
	expect((await desk.queue('waiting', desk.lan, { thread, reason: 'links' })).items).toEqual([]);
	// All filters at once, as the address has them.
	await sql`UPDATE comment SET state_since = state_since - interval '2 days' WHERE id IN (${sql.join(ids.slice(0, 3))})`.execute(
		desk.owner,
	);
	const all = { thread, q: 'duong hong', reason: 'thread-before', older: '24' };
	const old = await desk.queue('waiting', desk.lan, all);
	expect(old.items.map((item) => item.id).sort()).toEqual(ids.slice(0, 3).sort());
	expect((await desk.queue('waiting', desk.lan, { ...all, older: '72' })).items).toEqual([]);
	expect(queueAddress(queueSchema.parse(all))).toBe(
		`/moderation?q=duong%20hong&reason=thread-before&thread=${thread}&older=24`,
	);
	expect((await listDeskThreads(desk.db, desk.lan, 'vi')).map(({ id }) => id)).toContain(thread);
});
