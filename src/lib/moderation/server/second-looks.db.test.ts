import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { cohensKappa } from '../kappa';
import { readCounts } from './reads';
import { listSecondLooks, lookAgain, readSecondLooks } from './second-looks';
import { undoDecision } from './undo-decision';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

/** A decision that is looked at again, whatever the database would have drawn. */
async function drawn(verdict: 'approve' | 'reject', by = desk.lan) {
	const held = await desk.held(`Xem lại ${crypto.randomUUID()}`);
	const decided = await (verdict === 'approve' ? desk.approve(by, held.id) : desk.reject(by, held.id));
	const decision = decided.ok ? decided.value.decisionId : 0;
	await sql`INSERT INTO second_look (decision_id) VALUES (${decision}) ON CONFLICT DO NOTHING`.execute(
		desk.owner,
	);
	await desk.settleTime(held.id);
	return { ...held, decision };
}
const open = async (by = desk.minh) =>
	(await listSecondLooks(desk.db, by, 'vi')).map(({ decision }) => decision);
/** So that nothing of another test is in the way. */
const clear = () => sql`DELETE FROM second_look`.execute(desk.owner);

test('one decision in twenty is drawn, the same ones whenever one asks, by a secret that the app cannot read', async () => {
	const { id } = await desk.held();
	await sql`INSERT INTO decision (comment_id, revision, moderator_id, action, reason, from_state)
		SELECT ${id}, 1, ${desk.lan.personId}, CASE WHEN n % 3 = 0 THEN 'reject' ELSE 'approve' END,
			CASE WHEN n % 3 = 0 THEN 'spam' END, 'held' FROM generate_series(1, 6000) n`.execute(desk.owner);
	const { rows } = await sql<{ id: number; action: string; drawn: boolean; due: boolean }>`
		SELECT d.id, d.action, s.decision_id IS NOT NULL AS drawn, (SELECT get_byte(sha256(secret || int8send(d.id)), 0) * 256
			+ get_byte(sha256(secret || int8send(d.id)), 1) < 3277 FROM second_look_secret) AS due
		FROM decision d LEFT JOIN second_look s ON s.decision_id = d.id WHERE d.comment_id = ${id}`.execute(
		desk.owner,
	);
	expect(rows.filter((row) => row.drawn !== row.due)).toEqual([]);
	for (const action of ['approve', 'reject']) {
		const of = rows.filter((row) => row.action === action);
		const share = of.filter((row) => row.drawn).length / of.length;
		// Five standard errors either way.
		expect(Math.abs(share - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / of.length));
	}
	await expect(sql`SELECT secret FROM second_look_secret`.execute(desk.db)).rejects.toMatchObject({
		code: '42501',
	});
	await expect(
		sql`INSERT INTO second_look (decision_id) VALUES (${rows[0]!.id})`.execute(desk.db),
	).rejects.toMatchObject({ code: '42501' });
	await sql`DELETE FROM second_look WHERE decision_id IN (SELECT id FROM decision WHERE comment_id = ${id})`.execute(
		desk.owner,
	);
});

test('whoever looks again reads the text alone: not what was decided, nor by whom, nor who wrote it', async () => {
	const { decision, author } = await drawn('reject');
	const looks = await listSecondLooks(desk.db, desk.minh, 'vi');
	const look = looks.find((one) => one.decision === decision)!;
	expect(Object.keys(look).sort()).toEqual(['body', 'decision', 'parent', 'place']);
	expect(JSON.stringify(look)).not.toMatch(new RegExp(`Lan|off-topic|reject|${author.displayName}`));
	expect((await readCounts(desk.db, desk.minh)).second).toBe(looks.length);
});

test('nobody looks again at their own decision or words, and what was undone is not looked at', async () => {
	await clear();
	const { decision, author } = await drawn('approve');
	expect(await open(desk.lan)).toEqual([]);
	expect(await lookAgain(desk.db, desk.lan, { decision, verdict: 'approve' })).toMatchObject({
		reason: 'own-decision',
	});
	const writer = { ...author, grants: desk.minh.grants };
	expect(await open(writer)).toEqual([]);
	expect(await lookAgain(desk.db, writer, { decision, verdict: 'approve' })).toMatchObject({
		reason: 'own-decision',
	});
	expect(await lookAgain(desk.db, author, { decision, verdict: 'approve' })).toMatchObject({
		reason: 'not-allowed',
	});
	const held = await desk.held('Sẽ hoàn tác');
	const decided = await desk.reject(desk.lan, held.id);
	const undone = decided.ok ? decided.value.decisionId : 0;
	await sql`INSERT INTO second_look (decision_id) VALUES (${undone}) ON CONFLICT DO NOTHING`.execute(
		desk.owner,
	);
	await undoDecision(desk.db, desk.lan, { comment: held.id, decision: undone });
	await desk.settleTime(held.id);
	expect(await open()).toEqual([decision]);
});

test('of many who look at the same moment one judges, the others are told, and it changes nothing for the comment', async () => {
	const { decision, id } = await drawn('reject');
	const moderators = await Promise.all(
		Array.from({ length: 8 }, () => makeActor(desk.db, { roles: ['moderator'] })),
	);
	const outcomes = await Promise.all(
		moderators.map((by) => lookAgain(desk.db, by, { decision, verdict: 'approve' })),
	);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	for (const outcome of outcomes.filter(({ ok }) => !ok))
		expect(outcome).toMatchObject({ reason: 'decided' });
	expect((await desk.queue('rejected')).items.map((item) => item.id)).toContain(id);
});

test('agreement equals a count by hand', async () => {
	await clear();
	const pairs = [
		...Array<['approve', 'approve']>(5).fill(['approve', 'approve']),
		...Array<['approve', 'reject']>(2).fill(['approve', 'reject']),
		['reject', 'approve'] as const,
		...Array<['reject', 'reject']>(4).fill(['reject', 'reject']),
	] as const;
	for (const [first, second] of pairs) {
		const { decision } = await drawn(first);
		expect(await lookAgain(desk.db, desk.minh, { decision, verdict: second })).toMatchObject({ ok: true });
	}
	await drawn('approve');
	const looks = await readSecondLooks(desk.db);
	expect(looks).toEqual({
		approvedBoth: 5,
		approvedThenRejected: 2,
		rejectedThenApproved: 1,
		rejectedBoth: 4,
		waiting: 1,
	});
	// 9 of 12 alike; by chance (7 * 6 + 5 * 6) / 144 = 0.5.
	expect(
		cohensKappa([
			[5, 2],
			[1, 4],
		]),
	).toMatchObject({ count: 12, share: 0.75, kappa: 0.5 });
});
