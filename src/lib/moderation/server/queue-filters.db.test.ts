import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { reportComment } from '../../comments/server/report-comment';
import { findThread } from '../../comments/server/threads';
import type { Queue, RejectReason } from '../moderation';
import { openAppeal } from './appeals';
import { claimComment, releaseComment } from './claims';
import { decideComment } from './decide-comment';
import { undoDecision } from './undo-decision';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

async function found(queue: Queue, reason: string, by = desk.lan) {
	const thread = (await findThread(desk.db, desk.subject))!.id;
	return (await desk.queue(queue, by, { thread, reason })).items.map(({ id }) => id);
}

const reject = (comment: string, reason: RejectReason) =>
	decideComment(desk.db, desk.lan, { comment, revision: 1, seen: 'held', verdict: 'reject', reason });

describe('filtered by reason', () => {
	test('what was rejected is found by the reason that the moderator gave, and by why it was held', async () => {
		const [rude, off] = [await desk.held('Viết một'), await desk.held('Viết hai')];
		await reject(rude.id, 'offensive');
		await reject(off.id, 'off-topic');
		expect(await found('rejected', 'rejected.offensive')).toEqual([rude.id]);
		expect(await found('rejected', 'rejected.off-topic')).toEqual([off.id]);
		expect(await found('rejected', 'rejected.hate')).toEqual([]);
		expect(await found('rejected', 'thread-before')).toEqual([off.id, rude.id]);
		expect(await found('rejected', 'personal-data')).toEqual([]);
	});

	test('a reason that was taken back does not count, the one given instead does', async () => {
		const { id } = await desk.held();
		const first = await reject(id, 'spam');
		if (!first.ok) throw new Error(first.reason);
		await undoDecision(desk.db, desk.lan, { comment: id, decision: first.value.decisionId });
		await reject(id, 'duplicate');
		expect(await found('rejected', 'rejected.spam')).toEqual([]);
		expect(await found('rejected', 'rejected.duplicate')).toEqual([id]);
	});

	test('appeals are found by the reason they are against, reports by what readers said', async () => {
		const against = await desk.held('Khiếu nại');
		await reject(against.id, 'illegal');
		await desk.settleTime(against.id);
		await openAppeal(desk.db, against.author, { comment: against.id, words: 'Xin xem lại' });
		expect(await found('appeals', 'rejected.illegal', desk.minh)).toEqual([against.id]);
		expect(await found('appeals', 'rejected.spam', desk.minh)).toEqual([]);

		const reported = await desk.held('Bị báo cáo');
		await desk.approve(desk.lan, reported.id);
		await desk.settleTime(reported.id);
		for (const reason of ['spam', 'spam', 'hate'] as const)
			await reportComment(desk.db, await makeActor(desk.db), { comment: reported.id, reason, note: '' });
		expect(await found('reported', 'reported.hate')).toEqual([reported.id]);
		expect(await found('reported', 'reported.illegal')).toEqual([]);
	});

	test('what is no reason finds nothing, rather than everything', async () => {
		await desk.held();
		expect(await found('waiting', 'rejected.nonsense')).toEqual([]);
	});
});

test('mine are those that are open with me and those on which I decided, the latest first, and nobody else’s', async () => {
	const [one, two, theirs] = [await desk.held('Một'), await desk.held('Hai'), await desk.held('Ba')];
	await desk.approve(desk.lan, one.id);
	await desk.reject(desk.lan, two.id);
	await desk.approve(desk.minh, theirs.id);
	expect(await found('mine', '')).toEqual([two.id, one.id]);
	const open = await desk.held('Đang mở');
	await claimComment(desk.db, desk.lan, open.id);
	expect(await found('mine', '')).toEqual([open.id, two.id, one.id]);
	await releaseComment(desk.db, desk.lan, open.id);
	expect(await found('mine', '')).toEqual([two.id, one.id]);
	expect(await found('mine', 'rejected.off-topic')).toEqual([two.id]);
	expect(await found('mine', '', desk.minh)).toEqual([theirs.id]);
});
