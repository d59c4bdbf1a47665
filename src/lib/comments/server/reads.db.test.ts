import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor, openTestThread } from '../../../../tests/support/comments';
import { cursorSchema } from '../comment.schema';
import { listOwnReactions, listOwnWritings } from './own-reads';
import { findConversation } from './reads';
import { react } from './react';
import { reviseComment } from './revise-comment';
import { withdrawAllOf } from './withdraw-comment';

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
