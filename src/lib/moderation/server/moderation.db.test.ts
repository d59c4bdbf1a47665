import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { submitComment } from '../../comments/server/submit-comment';
import { findThread } from '../../comments/server/threads';
import { queueAddress, queueSchema } from '../moderation.schema';
import { decideAppeal, openAppeal } from './appeals';
import { readFairness, readLedger } from './ledger';
import { listOwnComments, listOwnNotices } from './own-reads';
import { findPersonFile } from './person-file';
import { listDeskThreads } from './reads';
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
	const [line] = (await readLedger(desk.db, { lang: 'vi', months: 1 })).filter(
		({ slug }) => slug === desk.subject.slug,
	);
	expect(line).toMatchObject({ received: 9, published: 4, rejected: { 'off-topic': 3 }, appeals: 0 });
	expect((await readFairness(desk.db)).find(({ moderator }) => moderator === 'Người đếm')).toMatchObject({
		approved: 4,
		rejected: 3,
	});
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
