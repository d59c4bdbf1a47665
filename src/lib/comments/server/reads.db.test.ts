import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor, openTestThread } from '../../../../tests/support/comments';
import { cursorSchema } from '../comment.schema';
import { listOwnReactions, listOwnWritings } from './own-reads';
import { findConversation } from './reads';
import { react } from './react';
import { reviseComment } from './revise-comment';
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
