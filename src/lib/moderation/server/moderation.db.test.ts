import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import type { Rules } from '../../comments/screening/rules.schema';
import { reportComment } from '../../comments/server/report-comment';
import { reviseComment } from '../../comments/server/revise-comment';
import { changeRules, readRules } from '../../comments/server/screening-rules';
import { submitComment } from '../../comments/server/submit-comment';
import { findThread } from '../../comments/server/threads';
import { withdrawComment } from '../../comments/server/withdraw-comment';
import { queueAddress, queueSchema } from '../moderation.schema';
import { decideAppeal, openAppeal } from './appeals';
import { decideComment } from './decide-comment';
import { readFairness, readLedger } from './ledger';
import { listOwnComments, listOwnNotices } from './own-reads';
import { findPersonFile } from './person-file';
import { listDeskThreads, readCounts } from './reads';
import { acknowledgeWarnings, imposeSanction, liftSanction } from './sanctions';
import { undoDecision } from './undo-decision';

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
		const overturn = { comment: id, revision: 1, outcome: 'overturned' as const, note: '' };
		expect(await decideAppeal(desk.db, desk.lan, overturn)).toMatchObject({ reason: 'own-decision' });
		expect(await decideAppeal(desk.db, desk.minh, overturn)).toMatchObject({ ok: true });
		expect(await decideAppeal(desk.db, desk.minh, overturn)).toMatchObject({ reason: 'decided' });
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

describe('sanctions', () => {
	test('a pause keeps somebody silent, a warning until it is read, and lifting ends both', async () => {
		const { author } = await desk.held();
		const say = (body: string) => submitComment(desk.db, author, desk.subject, { body });
		expect(
			await imposeSanction(desk.db, desk.lan, {
				person: author.personId,
				kind: 'suspend',
				reason: 'Lặp lại',
			}),
		).toMatchObject({ reason: 'days-missing' });
		await imposeSanction(desk.db, desk.lan, {
			person: author.personId,
			kind: 'suspend',
			reason: 'Lặp lại',
			days: 3,
		});
		expect(await say('Tôi nói tiếp')).toMatchObject({ reason: 'suspended' });
		const file = await findPersonFile(desk.db, desk.lan, { id: author.personId, lang: 'vi' });
		expect(file).toMatchObject({ held: 1, sanctions: [{ kind: 'suspend', counts: true, by: 'Lan' }] });
		await liftSanction(desk.db, desk.minh, file!.sanctions[0]!.id);
		await imposeSanction(desk.db, desk.lan, { person: author.personId, kind: 'warn', reason: 'Xin giữ lời' });
		expect(await say('Tôi nói nữa')).toMatchObject({ reason: 'warning-first' });
		await acknowledgeWarnings(desk.db, author);
		expect(await say('Tôi nói lại')).toMatchObject({ ok: true });
	});
});

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

test('the ledger and the fairness figures equal a count by hand', async () => {
	const mine = await makeActor(desk.db, { roles: ['moderator'], displayName: 'Người đếm' });
	for (let i = 0; i < 4; i++) await desk.approve(mine, (await desk.held(`Duyệt ${i}`)).id);
	for (let i = 0; i < 3; i++) await desk.reject(mine, (await desk.held(`Từ chối ${i}`)).id);
	const undone = await desk.held('Rút lại quyết định');
	const decided = await desk.reject(mine, undone.id);
	await undoDecision(desk.db, mine, {
		comment: undone.id,
		decision: decided.ok ? decided.value.decisionId : 0,
	});
	await desk.held('Còn chờ');
	// Shown at once by screening, then rejected: it came out, and was taken back.
	const thread = (await findThread(desk.db, desk.subject))!;
	await desk.db.updateTable('thread').set({ mode: 'after' }).where('id', '=', thread.id).execute();
	const author = await desk.db
		.selectFrom('comment')
		.select('authorId as personId')
		.where('state', '=', 'published')
		.where('threadId', '=', thread.id)
		.executeTakeFirstOrThrow();
	const regular = { ...(await makeActor(desk.db)), ...author };
	const shown = await submitComment(desk.db, regular, desk.subject, { body: 'Hiện ngay, rồi bị gỡ' });
	expect(shown).toMatchObject({ value: { state: 'published' } });
	const verdict = {
		revision: 1,
		seen: 'published' as const,
		verdict: 'reject' as const,
		reason: 'spam' as const,
	};
	await decideComment(desk.db, mine, { comment: shown.ok ? shown.value.id : '', ...verdict });
	const [line] = (await readLedger(desk.db, { lang: 'vi', months: 1 })).filter(
		({ slug }) => slug === desk.subject.slug,
	);
	expect(line).toMatchObject({
		received: 10,
		published: 5,
		rejected: { 'off-topic': 3, spam: 1 },
		appeals: 0,
		hasPage: true,
	});
	expect((await readFairness(desk.db)).find(({ moderator }) => moderator === 'Người đếm')).toMatchObject({
		approved: 4,
		rejected: 4,
	});
});

test('the ledger has a line for a month in which there was an appeal and nothing else', async () => {
	const { id, author } = await desk.held();
	await desk.reject(desk.lan, id);
	await desk.settleTime(id);
	await sql`UPDATE comment SET created_at = created_at - interval '2 months' WHERE id = ${id}`.execute(
		desk.owner,
	);
	await sql`UPDATE decision SET decided_at = decided_at - interval '2 months' WHERE comment_id = ${id}`.execute(
		desk.owner,
	);
	await openAppeal(desk.db, author, { comment: id, words: 'Nay tôi mới thấy' });
	const lines = async (months: number) =>
		(await readLedger(desk.db, { lang: 'vi', months })).filter(({ slug }) => slug === desk.subject.slug);
	expect(await lines(1)).toMatchObject([{ received: 0, published: 0, rejected: {}, appeals: 1 }]);
	expect(await lines(3)).toMatchObject([
		{ received: 0, appeals: 1 },
		{ received: 1, rejected: { 'off-topic': 1 }, appeals: 0 },
	]);
	await sql`UPDATE topic SET unpublished_at = now() WHERE slug = ${desk.subject.slug}`.execute(desk.owner);
	expect(await lines(1)).toMatchObject([{ appeals: 1, hasPage: false }]);
});

test('one comment is found alone, whichever queue it is in, by those who tend it', async () => {
	const { id } = await desk.held();
	await desk.held();
	const found = async (by = desk.lan) =>
		(await desk.queue('waiting', by, { comment: id })).items.map((item) => [item.id, item.state]);
	expect(await found()).toEqual([[id, 'held']]);
	await desk.reject(desk.minh, id);
	expect(await found()).toEqual([[id, 'rejected']]);
	const elsewhere = { ...desk.lan, grants: [{ role: 'moderator' as const, area: 'khong-co' }] };
	expect(await found(elsewhere)).toEqual([]);
	expect(queueAddress({ comment: id })).toBe(`/moderation?comment=${id}`);
});

test('the queue pages through all that waits, and finds words without their accents', async () => {
	const ids: string[] = [];
	for (let i = 0; i < 30; i++) ids.push((await desk.held(`Đường hỏng số ${i}`)).id);
	const thread = (await findThread(desk.db, desk.subject))!.id;
	const first = await desk.queue('waiting', desk.lan, { thread });
	const second = await desk.queue('waiting', desk.lan, { thread, after: first.next });
	expect([...first.items, ...second.items].map((item) => item.id)).toEqual(ids);
	expect((await desk.queue('waiting', desk.lan, { thread, q: 'duong hong so 7' })).items).toMatchObject([
		{ body: 'Đường hỏng số 7' },
	]);
	expect((await desk.queue('waiting', desk.lan, { thread, reason: 'thread-before' })).items).toHaveLength(25);
	expect((await desk.queue('waiting', desk.lan, { thread, reason: 'links' })).items).toEqual([]);
	// All filters at once, as the address has them.
	await sql`UPDATE comment SET state_since = state_since - interval '2 days' WHERE id IN (${sql.join(ids.slice(0, 3))})`.execute(
		desk.owner,
	);
	const all = { thread, q: 'duong hong', reason: 'thread-before', older: '24' };
	const old = await desk.queue('waiting', desk.lan, all);
	expect(old.items.map((item) => item.id).sort()).toEqual(ids.slice(0, 3).sort());
	expect((await desk.queue('waiting', desk.lan, { ...all, older: '72' })).items).toEqual([]);
	expect(queueAddress(queueSchema.parse(all))).toBe(
		`/moderation?q=duong%20hong&reason=thread-before&thread=${thread}&older=24`,
	);
	expect((await listDeskThreads(desk.db, desk.lan, 'vi')).map(({ id }) => id)).toContain(thread);
});
