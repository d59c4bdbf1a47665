import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor, openTestThread } from '../../../../tests/support/comments';
import { cursorSchema } from '../comment.schema';
import { listOwnReactions, listOwnWritings } from './own-reads';
import { findConversation, findPlace } from './reads';
import { react } from './react';
import { reportComment } from './report-comment';
import { reviseComment } from './revise-comment';
import { submitComment } from './submit-comment';
import { findThread } from './threads';
import { withdrawAllOf, withdrawComment } from './withdraw-comment';

let room: Awaited<ReturnType<typeof openTestThread>>;

beforeAll(async () => {
	room = await openTestThread();
});
afterAll(() => room?.close());
beforeEach(() => room.renew());

describe('reading', () => {
	test.each(['newest', 'oldest', 'agreed', 'discussed'] as const)(
		'sorted by %s, pages show nothing twice and miss nothing while others write',
		async (sort) => {
			const ids: string[] = [];
			for (let i = 0; i < 25; i++) ids.push(await room.say(await room.regular(), `Ý kiến ${i}`));
			const reader = await makeActor(room.db);
			for (const id of ids.slice(0, 9)) await react(room.db, reader, { comment: id, choice: 'agree' });
			const read: string[] = [];
			let cursor: string | undefined;
			do {
				const page = await room.list({
					sort,
					limit: 7,
					cursor: cursor ? cursorSchema.parse(cursor) : undefined,
				});
				read.push(...page.conversations.map(({ id }) => id));
				cursor = page.next ?? undefined;
				await room.say(await room.regular(), `Chen ngang ${read.length}`);
			} while (cursor && read.length < 60);
			expect(new Set(read).size).toBe(read.length);
			expect(ids.filter((id) => !read.includes(id))).toEqual([]);
		},
		60_000,
	);

	test.each(['agreed', 'discussed'] as const)(
		'sorted by %s, pages show nothing twice and miss nothing while the order itself moves',
		async (sort) => {
			const people = await Promise.all(Array.from({ length: 4 }, () => room.regular()));
			const ids: string[] = [];
			for (let i = 0; i < 20; i++) ids.push(await room.say(await room.regular(), `Ý kiến ${i}`));
			/** So that it rises past what is read; down, for every third of those that can. */
			const raise = async (id: string, turn: number) => {
				if (sort === 'discussed') {
					for (const by of people) await room.say(await room.regular(), `Đáp ${turn} ${by.personId}`, id);
					return;
				}
				const choice = turn % 3 ? 'agree' : 'disagree';
				for (const by of people) await react(room.db, by, { comment: id, choice });
			};
			for (const id of ids.slice(0, 7)) {
				if (sort === 'discussed') await room.say(await room.regular(), `Đáp đầu ${id}`, id);
				else await react(room.db, await makeActor(room.db), { comment: id, choice: 'agree' });
			}
			const inOrder = (await room.list({ sort, limit: 100 })).conversations.map(({ id }) => id);
			const read: string[] = [];
			let cursor: string | undefined;
			for (let turn = 0; ; turn++) {
				const page = await room.list({
					sort,
					limit: 4,
					cursor: cursor ? cursorSchema.parse(cursor) : undefined,
				});
				read.push(...page.conversations.map(({ id }) => id));
				cursor = page.next ?? undefined;
				if (!cursor || read.length > 40) break;
				// The last that was read, and the last that would come, move.
				await raise(read.at(-1)!, turn);
				await raise(inOrder.at(-1 - turn)!, turn);
			}
			expect(read).toEqual(inOrder);
		},
		60_000,
	);

	test('what was answered otherwise, taken back or withdrawn while somebody reads on moves nothing for them', async () => {
		const [changing, leaving] = [await makeActor(room.db), await makeActor(room.db)];
		const ids: string[] = [];
		for (let i = 0; i < 8; i++) ids.push(await room.say(await room.regular(), `Ý kiến ${i}`));
		const replies: { by: Awaited<ReturnType<typeof room.regular>>; id: string }[] = [];
		for (const [i, comment] of ids.entries()) {
			await react(room.db, changing, { comment, choice: i < 4 ? 'agree' : 'disagree' });
			await react(room.db, leaving, { comment, choice: 'agree' });
			if (i >= 4) continue;
			const by = await room.regular();
			replies.push({ by, id: await room.say(by, `Đáp ${i}`, comment) });
		}
		const read = async (sort: 'agreed' | 'discussed', cursor?: string) =>
			room.list({ sort, limit: 4, cursor: cursor ? cursorSchema.parse(cursor) : undefined });
		const first = { agreed: await read('agreed'), discussed: await read('discussed') };
		for (const [i, comment] of ids.entries())
			await react(room.db, changing, { comment, choice: i < 4 ? 'disagree' : 'agree' });
		for (const { by, id } of replies.slice(0, 2)) await withdrawComment(room.db, by, id);
		await room.db.transaction().execute((trx) => withdrawAllOf(trx, leaving.personId));
		for (const sort of ['agreed', 'discussed'] as const) {
			const second = await read(sort, first[sort].next!);
			const seen = [...first[sort].conversations, ...second.conversations].map(({ id }) => id);
			expect(new Set(seen)).toEqual(new Set(ids));
			expect(seen).toHaveLength(ids.length);
		}
	});

	test('a linked comment comes with the whole conversation in which it stands', async () => {
		const root = await room.say(await room.regular(), 'Gốc');
		const reply = await room.say(await room.regular(), 'Trả lời', root);
		const deeper = await room.say(await room.regular(), 'Trả lời nữa', reply);
		expect(await findConversation(room.db, { threadId: room.thread.id, id: deeper })).toMatchObject({
			id: root,
			replies: 2,
			children: [{ id: reply, children: [{ id: deeper }] }],
		});
	});
});

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

test('whoever is forgotten leaves nothing to read and no reaction, and until then gets all of it', async () => {
	const [actor, other] = [await room.regular(), await room.regular()];
	const id = await room.say(actor, 'Bản một');
	await reviseComment(room.db, actor, { id, revision: 1, body: 'Bản hai' });
	const answered = await room.say(other, 'Người khác nói');
	await react(room.db, actor, { comment: answered, choice: 'agree' });
	const place = `topics/${room.subject.slug}`;
	expect((await listOwnWritings(room.db, actor.personId)).at(-1)).toMatchObject({
		id,
		place,
		state: 'published',
		texts: [{ body: 'Bản một' }, { body: 'Bản hai' }],
	});
	expect(await listOwnReactions(room.db, actor.personId)).toMatchObject([
		{ comment: answered, place, choice: 'agree' },
	]);
	await room.db.transaction().execute((trx) => withdrawAllOf(trx, actor.personId));
	expect((await room.list()).conversations).toMatchObject([{ id: answered, agree: 0 }]);
	expect(await listOwnReactions(room.db, actor.personId)).toEqual([]);
});
