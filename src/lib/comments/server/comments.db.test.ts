import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor, makeTopic, openTestThread } from '../../../../tests/support/comments';
import { listOwnWaiting } from './reads';
import { react } from './react';
import { reportComment } from './report-comment';
import { reviseComment } from './revise-comment';
import { submitComment } from './submit-comment';
import { findThread } from './threads';
import { withdrawComment } from './withdraw-comment';

let room: Awaited<ReturnType<typeof openTestThread>>;

beforeAll(async () => {
	room = await openTestThread();
});
afterAll(() => room?.close());
beforeEach(() => room.renew());

describe('saying something', () => {
	test('a first comment waits, and only its author sees it', async () => {
		const actor = await makeActor(room.db);
		const said = await submitComment(room.db, actor, room.subject, { body: 'Chào mọi người' });
		expect(said).toMatchObject({ ok: true, value: { state: 'held' } });
		expect((await room.list()).conversations).toEqual([]);
		expect(await listOwnWaiting(room.db, room.thread.id, actor.personId)).toMatchObject([
			{ state: 'held', body: 'Chào mọi người', reasons: ['first-comment'] },
		]);
	});

	test('somebody known is read at once where the thread says so, and waits where it does not', async () => {
		const actor = await room.regular();
		const id = await room.say(actor, 'Đường liên xã hỏng ba tháng nay.');
		expect((await room.list()).conversations).toMatchObject([
			{ id, body: 'Đường liên xã hỏng ba tháng nay.' },
		]);
		await room.setMode('before');
		const waiting = await submitComment(room.db, actor, room.subject, { body: 'Còn cống thì nghẹt.' });
		expect(waiting).toMatchObject({ value: { state: 'held' } });
		await room.setMode('closed');
		expect(await submitComment(room.db, actor, room.subject, { body: 'Muộn rồi' })).toMatchObject({
			reason: 'thread-closed',
		});
	});

	test('without a name nobody speaks, and nobody answers what cannot be read', async () => {
		const actor = await room.regular();
		const held = await submitComment(room.db, await makeActor(room.db), room.subject, {
			body: 'Chưa ai đọc được',
		});
		expect(
			await submitComment(room.db, { ...actor, displayName: null }, room.subject, { body: 'a' }),
		).toMatchObject({
			reason: 'name-required',
		});
		expect(
			await submitComment(room.db, actor, room.subject, {
				body: 'Trả lời',
				parentId: held.ok ? held.value.id : '',
			}),
		).toMatchObject({ reason: 'parent-gone' });
		const elsewhere = await makeTopic(room.database);
		const id = await room.say(actor, 'Ở đây');
		expect(await submitComment(room.db, actor, elsewhere, { body: 'Ở kia', parentId: id })).toMatchObject({
			reason: 'parent-gone',
		});
	});

	test('only an official answers as one', async () => {
		const actor = await room.regular();
		const id = await room.say(actor, 'Bao giờ sửa?');
		const answer = { body: 'Tháng tới.', parentId: id, asOfficial: true };
		expect(await submitComment(room.db, actor, room.subject, answer)).toMatchObject({
			reason: 'not-allowed',
		});
		const official = await makeActor(room.db, { roles: ['official'] });
		await room.setMode('before');
		expect(await submitComment(room.db, official, room.subject, answer)).toMatchObject({
			value: { state: 'published' },
		});
		expect((await room.list()).conversations[0]!.children).toMatchObject([{ isOfficial: true }]);
	});

	test('the same text sent twenty times at once is said once', async () => {
		const actor = await room.regular();
		const outcomes = await Promise.all(
			Array.from({ length: 20 }, () =>
				submitComment(room.db, actor, room.subject, { body: 'Gửi lại vì mạng chậm' }),
			),
		);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await findThread(room.db, room.subject))!.publishedCount).toBe(1);
	});

	test('more than the rules allow in ten minutes is refused, however fast it comes', async () => {
		const actor = await room.regular();
		const outcomes = await Promise.all(
			Array.from({ length: 12 }, (_, i) =>
				submitComment(room.db, actor, room.subject, { body: `Ý thứ ${i}` }),
			),
		);
		// Six in ten minutes, of which one was said elsewhere.
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5);
	});
});

describe('changing and taking back', () => {
	test('an edit is a new revision, screened again, and an old one changes nothing', async () => {
		const actor = await room.regular();
		const id = await room.say(actor, 'Bản đầu');
		expect(await reviseComment(room.db, actor, { id, revision: 1, body: 'Bản hai' })).toMatchObject({
			value: { state: 'published' },
		});
		expect(await reviseComment(room.db, actor, { id, revision: 1, body: 'Bản ba' })).toMatchObject({
			reason: 'changed-meanwhile',
		});
		expect((await room.list()).conversations).toMatchObject([{ body: 'Bản hai', revision: 2 }]);
		expect(await reviseComment(room.db, actor, { id, revision: 2, body: 'Gọi 0912345678' })).toMatchObject({
			value: { state: 'held' },
		});
		expect((await room.list()).conversations).toEqual([]);
		expect(await reviseComment(room.db, await room.regular(), { id, revision: 3, body: 'x' })).toMatchObject({
			reason: 'not-found',
		});
	});

	test('of two edits at once one counts', async () => {
		const actor = await room.regular();
		const id = await room.say(actor, 'Bản đầu');
		const outcomes = await Promise.all(
			Array.from({ length: 8 }, (_, i) =>
				reviseComment(room.db, actor, { id, revision: 1, body: `Bản ${i}` }),
			),
		);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	});

	test('what is rejected is sent again once, and waits', async () => {
		const actor = await room.regular();
		const id = await room.say(actor, 'Bị từ chối');
		const reject = () =>
			room.db
				.updateTable('comment')
				.set({ state: 'rejected', publishedAt: null })
				.where('id', '=', id)
				.execute();
		await reject();
		expect(await reviseComment(room.db, actor, { id, revision: 1, body: 'Nói lại cho phải' })).toMatchObject({
			value: { state: 'held' },
		});
		await reject();
		expect(await reviseComment(room.db, actor, { id, revision: 2, body: 'Lần nữa' })).toMatchObject({
			reason: 'too-late',
		});
	});

	test('what is withdrawn is gone for readers, and stays so', async () => {
		const actor = await room.regular();
		const id = await room.say(actor, 'Tôi rút lại');
		expect(await withdrawComment(room.db, await room.regular(), id)).toMatchObject({ reason: 'not-found' });
		expect(await withdrawComment(room.db, actor, id)).toEqual({ ok: true, value: null });
		expect(await withdrawComment(room.db, actor, id)).toMatchObject({ reason: 'not-found' });
		expect(await room.list()).toMatchObject({ conversations: [] });
		expect((await findThread(room.db, room.subject))!.publishedCount).toBe(0);
	});
});

describe('answering and reporting', () => {
	test('each verified citizen has one reaction, which they may change; counts equal a recount', async () => {
		const id = await room.say(await room.regular(), 'Nên mở cửa sáng thứ Bảy');
		const people = await Promise.all(Array.from({ length: 10 }, () => makeActor(room.db)));
		const choices = ['agree', 'disagree', 'pass'] as const;
		await Promise.all(
			people.flatMap((person, i) =>
				Array.from({ length: 6 }, (_, j) =>
					react(room.db, person, { comment: id, choice: choices[(i + j) % 3]! }),
				),
			),
		);
		const rows = await room.db.selectFrom('reaction').select('choice').where('commentId', '=', id).execute();
		expect(rows).toHaveLength(10);
		const [shown] = (await room.list({ viewer: people[0]!.personId })).conversations;
		for (const choice of choices) {
			expect(shown![choice]).toBe(rows.filter((row) => row.choice === choice).length);
		}
		expect(choices).toContain(shown!.reaction);
		expect(
			await react(room.db, { ...people[0]!, verified: false }, { comment: id, choice: 'agree' }),
		).toMatchObject({ reason: 'not-verified' });
	});

	test('what is not published takes no reaction and no report', async () => {
		const held = await submitComment(room.db, await makeActor(room.db), room.subject, { body: 'Chưa duyệt' });
		const comment = held.ok ? held.value.id : '';
		const reader = await makeActor(room.db);
		expect(await react(room.db, reader, { comment, choice: 'agree' })).toMatchObject({
			reason: 'not-published',
		});
		expect(await reportComment(room.db, reader, { comment, reason: 'spam', note: '' })).toMatchObject({
			reason: 'not-found',
		});
	});

	test('a person reports a comment once, and nobody their own', async () => {
		const actor = await room.regular();
		const comment = await room.say(actor, 'Ai đó sẽ báo cáo');
		const reader = await makeActor(room.db);
		const outcomes = await Promise.all(
			Array.from({ length: 5 }, () => reportComment(room.db, reader, { comment, reason: 'spam', note: '' })),
		);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await reportComment(room.db, actor, { comment, reason: 'spam', note: '' })).toMatchObject({
			reason: 'own',
		});
		const { openReports } = await room.db
			.selectFrom('comment')
			.select('openReports')
			.where('id', '=', comment)
			.executeTakeFirstOrThrow();
		expect(openReports).toBe(1);
	});
});
