import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { reviseComment } from '../../comments/server/revise-comment';
import { withdrawComment } from '../../comments/server/withdraw-comment';
import { decideAppeal, openAppeal } from './appeals';
import { decideComment } from './decide-comment';
import { listOwnComments, listOwnNotices } from './own-reads';
import { readCounts } from './reads';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

describe('appeals', () => {
	async function rejected() {
		const { id, author } = await desk.held();
		await desk.reject(desk.lan, id);
		await desk.settleTime(id);
		return { id, author };
	}

	test('the author learns why, appeals once, and somebody else decides', async () => {
		const { id, author } = await rejected();
		expect(await listOwnComments(desk.db, author.personId, { lang: 'vi', limit: 1 })).toMatchObject([
			{ state: 'rejected', reason: 'off-topic', may: { appeal: true, resubmit: true } },
		]);
		expect(await openAppeal(desk.db, desk.minh, { comment: id, words: 'Không phải của tôi' })).toMatchObject({
			reason: 'not-found',
		});
		const opened = await Promise.all(
			[1, 2, 3].map(() => openAppeal(desk.db, author, { comment: id, words: 'Đúng chủ đề mà' })),
		);
		expect(opened.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await desk.queue('appeals')).items).toMatchObject([{ id, appeal: { mine: true } }]);
		const overturn = { comment: id, revision: 1, outcome: 'overturned' as const, note: 'Bạn nói đúng' };
		expect(await decideAppeal(desk.db, desk.lan, overturn)).toMatchObject({ reason: 'own-decision' });
		expect(await decideAppeal(desk.db, desk.minh, overturn)).toMatchObject({ ok: true });
		const third = await makeActor(desk.db, { roles: ['moderator'] });
		expect(await decideAppeal(desk.db, third, { ...overturn, outcome: 'upheld' })).toMatchObject({
			reason: 'decided',
			by: 'Minh',
			action: 'overturn',
		});
		expect(await listOwnComments(desk.db, author.personId, { lang: 'vi', limit: 1 })).toMatchObject([
			{ state: 'published', appeal: { outcome: 'overturned', note: 'Bạn nói đúng' } },
		]);
		expect(await desk.shown()).toEqual([id]);
		expect((await listOwnNotices(desk.db, author.personId)).map(({ kind }) => kind)).toContain(
			'appeal-overturned',
		);
	});
});

describe('an appeal', () => {
	/** Rejected by Lan, or by Lan and Minh together, and appealed against. */
	async function appealed(body?: string) {
		const { id, author } = await desk.held(body);
		await desk.reject(desk.lan, id);
		if (body) await desk.reject(desk.minh, id);
		await desk.settleTime(id);
		expect(await openAppeal(desk.db, author, { comment: id, words: 'Xin xem lại' })).toMatchObject({
			ok: true,
		});
		return { id, author };
	}
	const waiting = async () => ({
		items: (await desk.queue('appeals')).items.map(({ id }) => id),
		count: (await readCounts(desk.db, desk.lan)).appeals,
	});

	test('against what two rejected together is answered by neither of them', async () => {
		const { id } = await appealed('UBND xã làm việc chậm quá');
		const overturn = { comment: id, revision: 1, outcome: 'overturned' as const, note: '' };
		for (const by of [desk.lan, desk.minh]) {
			expect((await desk.queue('appeals', by)).items.find((item) => item.id === id)).toMatchObject({
				appeal: { mine: true },
			});
			expect(await decideAppeal(desk.db, by, overturn)).toMatchObject({ reason: 'own-decision' });
			await expect(
				sql`UPDATE appeal SET decided_by = ${by.personId}, decided_at = now(), outcome = 'upheld' WHERE comment_id = ${id}`.execute(
					desk.db,
				),
			).rejects.toMatchObject({ code: '23514' });
		}
		const third = await makeActor(desk.db, { roles: ['moderator'] });
		expect(await decideAppeal(desk.db, third, overturn)).toMatchObject({ ok: true });
	});

	test('that was not answered in time says so to its author, and waits before those that came later', async () => {
		const [first, second] = [await appealed(), await appealed()];
		const own = async () =>
			(await listOwnComments(desk.db, first.author.personId, { lang: 'vi', limit: 1 }))[0];
		expect(await own()).toMatchObject({ appeal: { isOverdue: false } });
		// It was rejected after the other, and appealed against before it.
		await sql`UPDATE appeal SET opened_at = opened_at - interval '4 days', due_at = due_at - interval '4 days' WHERE comment_id = ${first.id}`.execute(
			desk.owner,
		);
		await sql`UPDATE comment SET state_since = state_since - interval '9 days' WHERE id = ${second.id}`.execute(
			desk.owner,
		);
		expect(await own()).toMatchObject({ appeal: { isOverdue: true, outcome: null } });
		const ids = (await desk.queue('appeals')).items.map(({ id }) => id);
		expect(ids.filter((id) => [first.id, second.id].includes(id))).toEqual([first.id, second.id]);
	});

	test('is not answered past it, and waits no longer once its author has withdrawn or written anew', async () => {
		const before = await waiting();
		const [withdrawn, rewritten] = [await appealed(), await appealed()];
		expect((await waiting()).count).toBe(before.count + 2);
		const approve = {
			comment: withdrawn.id,
			revision: 1,
			seen: 'rejected' as const,
			verdict: 'approve' as const,
		};
		for (const by of [desk.lan, desk.minh])
			expect(await decideComment(desk.db, by, approve)).toMatchObject({ reason: 'appealed' });
		await withdrawComment(desk.db, withdrawn.author, withdrawn.id);
		await reviseComment(desk.db, rewritten.author, {
			id: rewritten.id,
			revision: 1,
			body: 'Nói lại cho phải',
		});
		expect(await waiting()).toEqual(before);
	});
});
