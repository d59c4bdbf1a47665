import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { reviseComment } from '../../comments/server/revise-comment';
import { submitComment } from '../../comments/server/submit-comment';
import { findThread } from '../../comments/server/threads';
import { withdrawComment } from '../../comments/server/withdraw-comment';
import { decideAppeal } from './appeals';
import { claimComment, listClaims, releaseComment } from './claims';
import { featureComment } from './feature-comment';
import { listOwnComments, listOwnNotices } from './own-reads';
import { readCounts } from './reads';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

describe('deciding', () => {
	test('what is approved is read by all after the seconds in which it can be taken back', async () => {
		const { id, author } = await desk.held();
		expect(await desk.approve(desk.lan, id)).toMatchObject({ ok: true, value: { action: 'approve' } });
		expect(await desk.shown()).toEqual([]);
		expect(await listOwnComments(desk.db, author.personId, { lang: 'vi', limit: 5 })).toMatchObject([
			{ state: 'held' },
		]);
		expect(await listOwnNotices(desk.db, author.personId)).toEqual([]);
		await desk.settleTime(id);
		expect(await desk.shown()).toEqual([id]);
		expect(await listOwnNotices(desk.db, author.personId)).toMatchObject([
			{ kind: 'published', isNew: true },
		]);
	});

	test('of sixteen moderators at the same moment one decides, and the others are told who', async () => {
		const moderators = await Promise.all(
			Array.from({ length: 16 }, (_, i) =>
				makeActor(desk.db, { roles: ['moderator'], displayName: `Người duyệt ${i}` }),
			),
		);
		for (let round = 0; round < 12; round++) {
			const { id } = await desk.held(`Tranh nhau ${round}`);
			const outcomes = await Promise.all(
				moderators.map((by, i) => (i % 2 ? desk.approve(by, id) : desk.reject(by, id))),
			);
			const won = outcomes.findIndex(({ ok }) => ok);
			expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
			for (const outcome of outcomes.filter(({ ok }) => !ok)) {
				expect(outcome).toMatchObject({
					reason: 'decided',
					by: `Người duyệt ${won}`,
					action: won % 2 ? 'approve' : 'reject',
				});
			}
			const rows = await desk.db.selectFrom('decision').select('id').where('commentId', '=', id).execute();
			expect(rows).toHaveLength(1);
		}
	}, 60_000);

	test('a decision on what the author has changed changes nothing', async () => {
		const { id, author } = await desk.held();
		await reviseComment(desk.db, author, { id, revision: 1, body: 'Đã sửa' });
		expect(await desk.reject(desk.lan, id, 1)).toMatchObject({ reason: 'changed' });
		expect(await desk.reject(desk.lan, id, 2)).toMatchObject({ ok: true });
	});

	test('an edit and a decision at the same moment never meet on the same revision', async () => {
		for (let round = 0; round < 10; round++) {
			const { id, author } = await desk.held(`Vừa sửa vừa duyệt ${round}`);
			const [decided, revised] = await Promise.all([
				desk.approve(desk.lan, id),
				reviseComment(desk.db, author, { id, revision: 1, body: `Bản sửa ${round}` }),
			]);
			const row = await desk.db
				.selectFrom('comment')
				.select(['state', 'revision'])
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			// Whoever came second saw what the first had done: a new text always waits.
			if (revised.ok) expect(row).toEqual({ state: 'held', revision: 2 });
			else expect(decided.ok).toBe(true);
		}
	});

	test('nobody decides on their own comment, nor on one that is gone', async () => {
		const said = await submitComment(desk.db, desk.lan, desk.subject, {
			body: `Của tôi ${desk.subject.slug}`,
		});
		expect(await desk.approve(desk.lan, said.ok ? said.value.id : '')).toMatchObject({ reason: 'own' });
		const { id, author } = await desk.held();
		await withdrawComment(desk.db, author, id);
		expect(await desk.approve(desk.lan, id)).toMatchObject({ reason: 'withdrawn' });
		expect(await desk.approve(desk.lan, crypto.randomUUID())).toMatchObject({ reason: 'not-found' });
	});

	test('a rejection of what is said about the agency takes two different moderators', async () => {
		const { id } = await desk.held('UBND xã làm việc chậm');
		expect(await desk.reject(desk.lan, id)).toMatchObject({ value: { action: 'propose' } });
		expect(await desk.reject(desk.lan, id)).toMatchObject({ reason: 'second-needed' });
		expect((await desk.queue('waiting')).items.find((item) => item.id === id)).toMatchObject({
			proposed: { by: 'Lan', mine: true },
		});
		expect(await desk.reject(desk.minh, id)).toMatchObject({ value: { action: 'reject' } });
	});
});

describe('claims', () => {
	test('one of many who open a comment has it; others are told, until it ends or is let go', async () => {
		const { id } = await desk.held();
		const claimed = await Promise.all(
			[desk.lan, desk.minh, desk.lan, desk.minh].map((by) => claimComment(desk.db, by, id)),
		);
		expect(new Set(claimed).size).toBe(2);
		const [holder, other] = claimed[0] ? [desk.lan, desk.minh] : [desk.minh, desk.lan];
		expect(await desk.approve(other, id)).toMatchObject({ reason: 'claimed', by: holder.displayName });
		expect((await desk.queue('waiting', other)).items.find((item) => item.id === id)).toMatchObject({
			claimedBy: holder.displayName,
		});
		expect(await listClaims(desk.db, other, [id])).toEqual({ [id]: holder.displayName });
		expect(await listClaims(desk.db, holder, [id])).toEqual({});
		const elsewhere = { ...other, grants: [{ role: 'moderator' as const, area: 'khong-co' }] };
		expect(await listClaims(desk.db, elsewhere, [id])).toEqual({});
		expect(await claimComment(desk.db, holder, id)).toBe(true);
		await releaseComment(desk.db, holder, id);
		expect(await claimComment(desk.db, other, id)).toBe(true);
		// The browser dies: nobody lets go, time does.
		await desk.db
			.updateTable('claim')
			.set({ expiresAt: new Date(0) })
			.where('commentId', '=', id)
			.execute();
		expect(await claimComment(desk.db, holder, id)).toBe(true);
		expect(await desk.approve(holder, id)).toMatchObject({ ok: true });
	});
});

describe('areas', () => {
	test('a moderator of one area sees and decides nothing of another', async () => {
		await sql`INSERT INTO area (code) VALUES ('tinh'); INSERT INTO area (code, parent_code) VALUES ('xa-a', 'tinh'), ('xa-b', 'tinh')`.execute(
			desk.owner,
		);
		const limited = { ...(await makeActor(desk.db)), grants: [{ role: 'moderator' as const, area: 'xa-a' }] };
		const { id } = await desk.held();
		const thread = (await findThread(desk.db, desk.subject))!;
		const setArea = (areaCode: string) =>
			desk.db.updateTable('thread').set({ areaCode }).where('id', '=', thread.id).execute();
		await setArea('xa-b');
		expect(await desk.approve(limited, id)).toMatchObject({ reason: 'not-found' });
		expect((await desk.queue('waiting', limited)).items).toEqual([]);
		expect(await claimComment(desk.db, limited, id)).toBe(false);
		expect(await featureComment(desk.db, limited, { comment: id, featured: true })).toMatchObject({
			reason: 'not-found',
		});
		expect(
			await decideAppeal(desk.db, limited, { comment: id, revision: 1, outcome: 'upheld', note: '' }),
		).toMatchObject({ reason: 'not-found' });
		expect((await readCounts(desk.db, limited)).waiting).toBe(0);
		await setArea('xa-a');
		expect((await desk.queue('waiting', limited)).items).toMatchObject([{ id }]);
		expect(await desk.approve(limited, id)).toMatchObject({ ok: true });
	});
});
