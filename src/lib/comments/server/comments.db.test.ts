import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor, makeTopic } from '../../../../tests/support/comments';
import { freshDatabase } from '../../../../tests/support/database';
import type { TestDatabase } from '../../../../tests/support/template';
import type { Actor } from '../../people/actor';
import { openDb, openPool, type Db } from '../../server/db/client';
import { cursorSchema } from '../comment.schema';
import { findConversation, listOwnWaiting, listThread } from './reads';
import { react } from './react';
import { reportComment } from './report-comment';
import { reviseComment } from './revise-comment';
import { submitComment } from './submit-comment';
import { findThread, type Thread, type ThreadSubject } from './threads';
import { withdrawComment } from './withdraw-comment';

let database: TestDatabase;
let db: Db;
let subject: ThreadSubject;
let thread: Thread;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 12));
});
afterAll(async () => {
	await db.destroy();
	await database.drop();
});

/** A thread of its own for each test, in which texts of known people are shown at once. */
beforeEach(async () => {
	subject = await makeTopic(database);
	thread = (await findThread(db, subject))!;
	await setMode('after');
});

async function setMode(mode: 'before' | 'after' | 'closed') {
	await db.updateTable('thread').set({ mode }).where('id', '=', thread.id).execute();
}

/** Somebody whose first comment was published, elsewhere. */
async function regular(): Promise<Actor> {
	const actor = await makeActor(db);
	const elsewhere = await makeTopic(database);
	const first = await submitComment(db, actor, elsewhere, { body: `Lời đầu của ${actor.personId}` });
	if (!first.ok) throw new Error(first.reason);
	await db
		.updateTable('comment')
		.set({ state: 'published', publishedAt: new Date() })
		.where('id', '=', first.value.id)
		.execute();
	return actor;
}

async function say(actor: Actor, body: string, parentId?: string): Promise<string> {
	const said = await submitComment(db, actor, subject, { body, parentId });
	if (!said.ok) throw new Error(said.reason);
	return said.value.id;
}

const list = (more: Partial<Parameters<typeof listThread>[1]> = {}) =>
	listThread(db, { threadId: thread.id, sort: 'newest', ...more });

describe('saying something', () => {
	test('a first comment waits, and only its author sees it', async () => {
		const actor = await makeActor(db);
		const said = await submitComment(db, actor, subject, { body: 'Chào mọi người' });
		expect(said).toMatchObject({ ok: true, value: { state: 'held' } });
		expect((await list()).conversations).toEqual([]);
		expect(await listOwnWaiting(db, thread.id, actor.personId)).toMatchObject([
			{ state: 'held', body: 'Chào mọi người', reasons: ['first-comment'] },
		]);
	});

	test('somebody known is read at once where the thread says so, and waits where it does not', async () => {
		const actor = await regular();
		const id = await say(actor, 'Đường liên xã hỏng ba tháng nay.');
		expect((await list()).conversations).toMatchObject([{ id, body: 'Đường liên xã hỏng ba tháng nay.' }]);
		await setMode('before');
		const waiting = await submitComment(db, actor, subject, { body: 'Còn cống thì nghẹt.' });
		expect(waiting).toMatchObject({ value: { state: 'held' } });
		await setMode('closed');
		expect(await submitComment(db, actor, subject, { body: 'Muộn rồi' })).toMatchObject({
			reason: 'thread-closed',
		});
	});

	test('without a name nobody speaks, and nobody answers what cannot be read', async () => {
		const actor = await regular();
		const held = await submitComment(db, await makeActor(db), subject, { body: 'Chưa ai đọc được' });
		expect(await submitComment(db, { ...actor, displayName: null }, subject, { body: 'a' })).toMatchObject({
			reason: 'name-required',
		});
		expect(
			await submitComment(db, actor, subject, { body: 'Trả lời', parentId: held.ok ? held.value.id : '' }),
		).toMatchObject({ reason: 'parent-gone' });
		const elsewhere = await makeTopic(database);
		const id = await say(actor, 'Ở đây');
		expect(await submitComment(db, actor, elsewhere, { body: 'Ở kia', parentId: id })).toMatchObject({
			reason: 'parent-gone',
		});
	});

	test('only an official answers as one', async () => {
		const actor = await regular();
		const id = await say(actor, 'Bao giờ sửa?');
		const answer = { body: 'Tháng tới.', parentId: id, asOfficial: true };
		expect(await submitComment(db, actor, subject, answer)).toMatchObject({ reason: 'not-allowed' });
		const official = await makeActor(db, { roles: ['official'] });
		await setMode('before');
		expect(await submitComment(db, official, subject, answer)).toMatchObject({
			value: { state: 'published' },
		});
		expect((await list()).conversations[0]!.children).toMatchObject([{ isOfficial: true }]);
	});

	test('the same text sent twenty times at once is said once', async () => {
		const actor = await regular();
		const outcomes = await Promise.all(
			Array.from({ length: 20 }, () => submitComment(db, actor, subject, { body: 'Gửi lại vì mạng chậm' })),
		);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await list()).total).toBe(1);
	});

	test('more than the rules allow in ten minutes is refused, however fast it comes', async () => {
		const actor = await regular();
		const outcomes = await Promise.all(
			Array.from({ length: 12 }, (_, i) => submitComment(db, actor, subject, { body: `Ý thứ ${i}` })),
		);
		// Six in ten minutes, of which one was said elsewhere.
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5);
	});
});

describe('changing and taking back', () => {
	test('an edit is a new revision, screened again, and an old one changes nothing', async () => {
		const actor = await regular();
		const id = await say(actor, 'Bản đầu');
		expect(await reviseComment(db, actor, { id, revision: 1, body: 'Bản hai' })).toMatchObject({
			value: { state: 'published' },
		});
		expect(await reviseComment(db, actor, { id, revision: 1, body: 'Bản ba' })).toMatchObject({
			reason: 'changed-meanwhile',
		});
		expect((await list()).conversations).toMatchObject([{ body: 'Bản hai', revision: 2 }]);
		expect(await reviseComment(db, actor, { id, revision: 2, body: 'Gọi 0912345678' })).toMatchObject({
			value: { state: 'held' },
		});
		expect((await list()).conversations).toEqual([]);
		expect(await reviseComment(db, await regular(), { id, revision: 3, body: 'x' })).toMatchObject({
			reason: 'not-found',
		});
	});

	test('of two edits at once one counts', async () => {
		const actor = await regular();
		const id = await say(actor, 'Bản đầu');
		const outcomes = await Promise.all(
			Array.from({ length: 8 }, (_, i) => reviseComment(db, actor, { id, revision: 1, body: `Bản ${i}` })),
		);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	});

	test('what is rejected is sent again once, and waits', async () => {
		const actor = await regular();
		const id = await say(actor, 'Bị từ chối');
		const reject = () =>
			db.updateTable('comment').set({ state: 'rejected', publishedAt: null }).where('id', '=', id).execute();
		await reject();
		expect(await reviseComment(db, actor, { id, revision: 1, body: 'Nói lại cho phải' })).toMatchObject({
			value: { state: 'held' },
		});
		await reject();
		expect(await reviseComment(db, actor, { id, revision: 2, body: 'Lần nữa' })).toMatchObject({
			reason: 'too-late',
		});
	});

	test('what is withdrawn is gone for readers, and stays so', async () => {
		const actor = await regular();
		const id = await say(actor, 'Tôi rút lại');
		expect(await withdrawComment(db, await regular(), id)).toMatchObject({ reason: 'not-found' });
		expect(await withdrawComment(db, actor, id)).toEqual({ ok: true, value: null });
		expect(await withdrawComment(db, actor, id)).toMatchObject({ reason: 'not-found' });
		expect(await list()).toMatchObject({ conversations: [] });
		expect((await findThread(db, subject))!.publishedCount).toBe(0);
	});
});

describe('answering and reporting', () => {
	test('each verified citizen has one reaction, which they may change; counts equal a recount', async () => {
		const id = await say(await regular(), 'Nên mở cửa sáng thứ Bảy');
		const people = await Promise.all(Array.from({ length: 10 }, () => makeActor(db)));
		const choices = ['agree', 'disagree', 'pass'] as const;
		await Promise.all(
			people.flatMap((person, i) =>
				Array.from({ length: 6 }, (_, j) =>
					react(db, person, { comment: id, choice: choices[(i + j) % 3]! }),
				),
			),
		);
		const rows = await db.selectFrom('reaction').select('choice').where('commentId', '=', id).execute();
		expect(rows).toHaveLength(10);
		const [shown] = (await list({ viewer: people[0]!.personId })).conversations;
		for (const choice of choices) {
			expect(shown![choice]).toBe(rows.filter((row) => row.choice === choice).length);
		}
		expect(choices).toContain(shown!.reaction);
		expect(
			await react(db, { ...people[0]!, verified: false }, { comment: id, choice: 'agree' }),
		).toMatchObject({ reason: 'not-verified' });
	});

	test('what is not published takes no reaction and no report', async () => {
		const held = await submitComment(db, await makeActor(db), subject, { body: 'Chưa duyệt' });
		const comment = held.ok ? held.value.id : '';
		const reader = await makeActor(db);
		expect(await react(db, reader, { comment, choice: 'agree' })).toMatchObject({ reason: 'not-published' });
		expect(await reportComment(db, reader, { comment, reason: 'spam', note: '' })).toMatchObject({
			reason: 'not-found',
		});
	});

	test('a person reports a comment once, and nobody their own', async () => {
		const actor = await regular();
		const comment = await say(actor, 'Ai đó sẽ báo cáo');
		const reader = await makeActor(db);
		const outcomes = await Promise.all(
			Array.from({ length: 5 }, () => reportComment(db, reader, { comment, reason: 'spam', note: '' })),
		);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await reportComment(db, actor, { comment, reason: 'spam', note: '' })).toMatchObject({
			reason: 'own',
		});
		const { openReports } = await db
			.selectFrom('comment')
			.select('openReports')
			.where('id', '=', comment)
			.executeTakeFirstOrThrow();
		expect(openReports).toBe(1);
	});
});

describe('reading', () => {
	test.each(['newest', 'oldest', 'agreed', 'discussed'] as const)(
		'sorted by %s, pages show nothing twice and miss nothing while others write',
		async (sort) => {
			const ids: string[] = [];
			for (let i = 0; i < 25; i++) ids.push(await say(await regular(), `Ý kiến ${i}`));
			const reader = await makeActor(db);
			for (const id of ids.slice(0, 9)) await react(db, reader, { comment: id, choice: 'agree' });
			const read: string[] = [];
			let cursor: string | undefined;
			do {
				const page = await list({ sort, limit: 7, cursor: cursor ? cursorSchema.parse(cursor) : undefined });
				read.push(...page.conversations.map(({ id }) => id));
				cursor = page.next ?? undefined;
				await say(await regular(), `Chen ngang ${read.length}`);
			} while (cursor && read.length < 60);
			expect(new Set(read).size).toBe(read.length);
			expect(ids.filter((id) => !read.includes(id))).toEqual([]);
		},
		60_000,
	);

	test('a linked comment comes with the whole conversation in which it stands', async () => {
		const root = await say(await regular(), 'Gốc');
		const reply = await say(await regular(), 'Trả lời', root);
		const deeper = await say(await regular(), 'Trả lời nữa', reply);
		expect(await findConversation(db, { threadId: thread.id, id: deeper })).toMatchObject({
			id: root,
			replies: 2,
			children: [{ id: reply, children: [{ id: deeper }] }],
		});
	});
});
