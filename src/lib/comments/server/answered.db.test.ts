import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestThread } from '../../../../tests/support/comments';
import { cursorSchema } from '../comment.schema';
import { findConversation, findPlace } from './reads';
import { react } from './react';
import { reportComment } from './report-comment';
import { submitComment } from './submit-comment';
import { findThread } from './threads';
import { withdrawComment } from './withdraw-comment';

let room: Awaited<ReturnType<typeof openTestThread>>;

beforeAll(async () => {
	room = await openTestThread();
});
afterAll(() => room?.close());
beforeEach(() => room.renew());

describe('what others have answered', () => {
	/** A conversation: a root, a reply, a reply to that. */
	async function conversation(name: string) {
		const author = await room.regular();
		const root = await room.say(author, `Gốc ${name}`);
		const replier = await room.regular();
		const reply = await room.say(replier, `Trả lời ${name}`, root);
		const deeper = await room.say(await room.regular(), `Trả lời nữa ${name}`, reply);
		return { author, root, replier, reply, deeper };
	}
	const publicly = (from: object) => JSON.stringify(from);
	const take = (id: string, to: 'rejected' | 'held') =>
		room.db.updateTable('comment').set({ state: to, publishedAt: null }).where('id', '=', id).execute();

	test('keeps its place without its words when it is withdrawn, rejected or looked at again', async () => {
		const first = await conversation('một');
		const alone = await room.say(first.author, 'Không ai trả lời');
		const second = await conversation('hai');
		const third = await conversation('ba');
		await withdrawComment(room.db, first.author, first.root);
		await withdrawComment(room.db, first.author, alone);
		await take(second.root, 'rejected');
		await take(third.root, 'held');

		const { conversations } = await room.list({ sort: 'oldest' });
		expect(conversations).toMatchObject([
			{ id: first.root, gone: 'withdrawn', body: '', author: null, verified: false, agree: 0 },
			{ id: second.root, gone: 'rejected', body: '', author: null },
			{ id: third.root, gone: 'held', body: '', author: null },
		]);
		expect(conversations[0]!.children).toMatchObject([
			{ id: first.reply, gone: null, body: 'Trả lời một', children: [{ body: 'Trả lời nữa một' }] },
		]);
		expect(publicly(conversations)).not.toMatch(/Gốc/);
		expect((await findThread(room.db, room.subject))!.publishedCount).toBe(6);
		// By its own address and by that of a reply.
		for (const id of [first.root, first.deeper]) {
			expect(await findPlace(room.db, id)).toEqual({ kind: 'topic', slug: room.subject.slug });
			expect(await findConversation(room.db, { threadId: room.thread.id, id })).toMatchObject({
				id: first.root,
				gone: 'withdrawn',
				children: [{ id: first.reply }],
			});
		}
		expect(await findPlace(room.db, alone)).toBeUndefined();
		// When the last answer goes, nothing is left to keep a place for.
		for (const id of [first.reply, first.deeper]) await take(id, 'rejected');
		expect((await room.list({ sort: 'oldest' })).conversations.map(({ id }) => id)).toEqual([
			second.root,
			third.root,
		]);
	});

	test('stays between its own answer and what that answers, however deep', async () => {
		const { root, replier, reply, deeper } = await conversation('giữa');
		await withdrawComment(room.db, replier, reply);
		const [shown] = (await room.list()).conversations;
		expect(shown).toMatchObject({
			id: root,
			more: 0,
			children: [{ id: reply, gone: 'withdrawn', body: '', author: null, children: [{ id: deeper }] }],
		});
		expect(publicly(shown!)).not.toContain('Trả lời giữa');
	});

	test('takes no reaction, report or reply any more', async () => {
		const { author, root, replier } = await conversation('hết');
		await withdrawComment(room.db, author, root);
		expect(await react(room.db, replier, { comment: root, choice: 'agree' })).toMatchObject({
			reason: 'not-published',
		});
		expect(await reportComment(room.db, replier, { comment: root, reason: 'spam', note: '' })).toMatchObject({
			reason: 'not-found',
		});
		const reply = { body: 'Trả lời chỗ trống', parentId: root };
		expect(await submitComment(room.db, replier, room.subject, reply)).toMatchObject({
			reason: 'parent-gone',
		});
	});

	test.each(['newest', 'oldest', 'agreed', 'discussed'] as const)(
		'is on one page of those sorted by %s, and only one, while others withdraw and write',
		async (sort) => {
			const roots: string[] = [];
			const authors = [];
			for (let i = 0; i < 12; i++) {
				const author = await room.regular();
				const id = await room.say(author, `Ý ${i}`);
				await room.say(await room.regular(), `Đáp ${i}`, id);
				roots.push(id);
				authors.push(author);
			}
			const read: string[] = [];
			let cursor: string | undefined;
			do {
				const page = await room.list({
					sort,
					limit: 5,
					cursor: cursor ? cursorSchema.parse(cursor) : undefined,
				});
				read.push(...page.conversations.map(({ id }) => id));
				cursor = page.next ?? undefined;
				for (const i of [0, 5, 11]) await withdrawComment(room.db, authors[i]!, roots[i]!);
				await room.say(await room.regular(), `Xen vào ${read.length}`);
			} while (cursor && read.length < 40);
			expect(new Set(read).size).toBe(read.length);
			expect(roots.filter((id) => !read.includes(id))).toEqual([]);
		},
		60_000,
	);

	test('comes back to its place when an appeal is granted', async () => {
		const { root } = await conversation('trước');
		const later = await room.say(await room.regular(), 'Nói sau');
		await take(root, 'rejected');
		await room.db
			.updateTable('comment')
			.set({ state: 'published', publishedAt: new Date() })
			.where('id', '=', root)
			.execute();
		expect((await room.list()).conversations.map(({ id }) => id)).toEqual([later, root]);
	});
});
