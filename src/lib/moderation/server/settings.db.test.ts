import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import type { Rules } from '../../comments/screening/rules.schema';
import { reportComment } from '../../comments/server/report-comment';
import { reviseComment } from '../../comments/server/revise-comment';
import { changeRules, readRules } from '../../comments/server/screening-rules';
import { openAppeal } from './appeals';
import { listOwnComments } from './own-reads';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

test('how long a comment may be changed, when an appeal is due, and how many reports it takes are settings', async () => {
	const by = await makeActor(desk.db, { roles: ['moderator'] });
	const { id: seen, rules } = await readRules(desk.db);
	const set = (more: Partial<Rules>, from: number) =>
		changeRules(desk.db, by, { rules: { ...rules, ...more }, seen: from });
	const { id, author } = await desk.held();
	const mayEdit = async () =>
		(await listOwnComments(desk.db, author.personId, { lang: 'vi', limit: 1 }))[0]!.may.edit;
	expect(await mayEdit()).toBe(true);
	await set({ editMinutes: 0, appealDays: 5, reportsNeeded: 2 }, seen);
	expect(await mayEdit()).toBe(false);
	const late = await reviseComment(desk.db, author, { id, revision: 1, body: 'Sửa lại' });
	expect(late).toMatchObject({ reason: 'too-late' });

	await desk.reject(desk.lan, id);
	await desk.settleTime(id);
	await openAppeal(desk.db, author, { comment: id, words: 'Xin xem lại' });
	const { rows } = await sql<{ days: number }>`
		SELECT extract(epoch FROM due_at - opened_at) / 86400 AS days FROM appeal WHERE comment_id = ${id}`.execute(
		desk.db,
	);
	expect(Number(rows[0]!.days)).toBeCloseTo(5, 3);

	const reported = await desk.held();
	await desk.approve(desk.lan, reported.id);
	await desk.settleTime(reported.id);
	const isReported = async () => (await desk.queue('reported')).items.some((item) => item.id === reported.id);
	for (const expected of [false, true]) {
		const report = { comment: reported.id, reason: 'spam' as const, note: '' };
		await reportComment(desk.db, await makeActor(desk.db), report);
		expect(await isReported()).toBe(expected);
		// Reported, not hidden.
		expect(await desk.shown()).toEqual([reported.id]);
	}
	await set({}, (await readRules(desk.db)).id);
});
