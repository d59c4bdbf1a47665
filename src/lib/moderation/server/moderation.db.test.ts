import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor, makeTopic } from '../../../../tests/support/comments';
import { freshDatabase } from '../../../../tests/support/database';
import type { TestDatabase } from '../../../../tests/support/template';
import { listThread } from '../../comments/server/reads';
import { reportComment } from '../../comments/server/report-comment';
import { reviseComment } from '../../comments/server/revise-comment';
import { submitComment } from '../../comments/server/submit-comment';
import { findThread, type ThreadSubject } from '../../comments/server/threads';
import { withdrawComment } from '../../comments/server/withdraw-comment';
import type { Actor } from '../../people/actor';
import { openDb, openPool, type Db } from '../../server/db/client';
import { queueSchema } from '../moderation.schema';
import type { Queue } from '../moderation';
import { decideAppeal, openAppeal } from './appeals';
import { claimComment, releaseComment } from './claims';
import { decideComment } from './decide-comment';
import { featureComment } from './feature-comment';
import { readFairness, readLedger } from './ledger';
import { listOwnComments, listOwnNotices } from './own-reads';
import { findPersonFile, listQueue, readCounts } from './reads';
import { acknowledgeWarnings, imposeSanction, liftSanction } from './sanctions';
import { undoDecision } from './undo-decision';

let database: TestDatabase;
let db: Db;
let subject: ThreadSubject;
let lan: Actor;
let minh: Actor;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 16));
	lan = await makeActor(db, { roles: ['moderator'], displayName: 'Lan' });
	minh = await makeActor(db, { roles: ['moderator'], displayName: 'Minh' });
});
afterAll(async () => {
	await db.destroy();
	await database.drop();
});
beforeEach(async () => {
	subject = await makeTopic(database);
});

async function held(body = 'Một ý kiến chờ duyệt'): Promise<{ author: Actor; id: string }> {
	const author = await makeActor(db);
	const said = await submitComment(db, author, subject, { body });
	if (!said.ok) throw new Error(said.reason);
	return { author, id: said.value.id };
}

const approve = (by: Actor, comment: string, revision = 1) =>
	decideComment(db, by, { comment, revision, seen: 'held', verdict: 'approve' });
const reject = (by: Actor, comment: string, revision = 1) =>
	decideComment(db, by, { comment, revision, seen: 'held', verdict: 'reject', reason: 'off-topic' });

/** The seconds in which a decision can be taken back are over. */
async function settleTime(id: string) {
	await sql`UPDATE comment SET state_since = state_since - interval '6 seconds', published_at = published_at - interval '6 seconds'
		WHERE id = ${id}`.execute(db);
	const owner = openDb(openPool(database.ownerUrl, 1));
	await sql`UPDATE person_notice SET shown_from = shown_from - interval '6 seconds' WHERE comment_id = ${id}`.execute(
		owner,
	);
	await sql`UPDATE decision SET decided_at = decided_at - interval '6 seconds' WHERE comment_id = ${id}`.execute(
		owner,
	);
	await owner.destroy();
}

async function shown() {
	const thread = (await findThread(db, subject))!;
	return (await listThread(db, { threadId: thread.id, sort: 'newest' })).conversations.map(({ id }) => id);
}

const queue = (name: Queue, by = lan, more = {}) =>
	listQueue(db, by, { query: queueSchema.parse({ queue: name, ...more }), lang: 'vi' });

describe('deciding', () => {
	test('what is approved is read by all after the seconds in which it can be taken back', async () => {
		const { id, author } = await held();
		expect(await approve(lan, id)).toMatchObject({ ok: true, value: { action: 'approve' } });
		expect(await shown()).toEqual([]);
		expect(await listOwnComments(db, author.personId, { lang: 'vi', limit: 5 })).toMatchObject([
			{ state: 'held' },
		]);
		expect(await listOwnNotices(db, author.personId)).toEqual([]);
		await settleTime(id);
		expect(await shown()).toEqual([id]);
		expect(await listOwnNotices(db, author.personId)).toMatchObject([{ kind: 'published', isNew: true }]);
	});

	test('of sixteen moderators at the same moment one decides, and the others are told who', async () => {
		const moderators = await Promise.all(
			Array.from({ length: 16 }, (_, i) =>
				makeActor(db, { roles: ['moderator'], displayName: `Người duyệt ${i}` }),
			),
		);
		for (let round = 0; round < 12; round++) {
			const { id } = await held(`Tranh nhau ${round}`);
			const outcomes = await Promise.all(
				moderators.map((by, i) => (i % 2 ? approve(by, id) : reject(by, id))),
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
			const rows = await db.selectFrom('decision').select('id').where('commentId', '=', id).execute();
			expect(rows).toHaveLength(1);
		}
	}, 60_000);

	test('a decision on what the author has changed changes nothing', async () => {
		const { id, author } = await held();
		await reviseComment(db, author, { id, revision: 1, body: 'Đã sửa' });
		expect(await reject(lan, id, 1)).toMatchObject({ reason: 'changed' });
		expect(await reject(lan, id, 2)).toMatchObject({ ok: true });
	});

	test('an edit and a decision at the same moment never meet on the same revision', async () => {
		for (let round = 0; round < 10; round++) {
			const { id, author } = await held(`Vừa sửa vừa duyệt ${round}`);
			const [decided, revised] = await Promise.all([
				approve(lan, id),
				reviseComment(db, author, { id, revision: 1, body: `Bản sửa ${round}` }),
			]);
			const row = await db
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
		const said = await submitComment(db, lan, subject, { body: `Của tôi ${subject.slug}` });
		expect(await approve(lan, said.ok ? said.value.id : '')).toMatchObject({ reason: 'own' });
		const { id, author } = await held();
		await withdrawComment(db, author, id);
		expect(await approve(lan, id)).toMatchObject({ reason: 'decided' });
		expect(await approve(lan, crypto.randomUUID())).toMatchObject({ reason: 'not-found' });
	});

	test('a rejection of what is said about the agency takes two different moderators', async () => {
		const { id } = await held('UBND xã làm việc chậm');
		expect(await reject(lan, id)).toMatchObject({ value: { action: 'propose' } });
		expect(await reject(lan, id)).toMatchObject({ reason: 'second-needed' });
		expect((await queue('waiting')).items.find((item) => item.id === id)).toMatchObject({
			proposed: { by: 'Lan', mine: true },
		});
		expect(await reject(minh, id)).toMatchObject({ value: { action: 'reject' } });
	});
});

describe('taking back', () => {
	test('a decision is taken back by its maker within seconds, and leaves a trace', async () => {
		const { id, author } = await held();
		const decided = await reject(lan, id);
		const decision = decided.ok ? decided.value.decisionId : 0;
		expect(await undoDecision(db, minh, { comment: id, decision })).toMatchObject({ reason: 'not-found' });
		expect(await undoDecision(db, lan, { comment: id, decision })).toMatchObject({ ok: true });
		expect(await undoDecision(db, lan, { comment: id, decision })).toMatchObject({ reason: 'not-found' });
		await settleTime(id);
		expect(await listOwnNotices(db, author.personId)).toEqual([]);
		expect(
			await db.selectFrom('decision').select('action').where('commentId', '=', id).orderBy('id').execute(),
		).toEqual([{ action: 'reject' }, { action: 'undo' }]);
		expect((await queue('waiting')).items.map((item) => item.id)).toContain(id);
	});

	test('after them it stands', async () => {
		const { id } = await held();
		const decided = await approve(lan, id);
		await settleTime(id);
		const decision = decided.ok ? decided.value.decisionId : 0;
		expect(await undoDecision(db, lan, { comment: id, decision })).toMatchObject({ reason: 'too-late' });
	});

	test('reports that a decision settled are open again', async () => {
		const { id } = await held();
		await approve(lan, id);
		await settleTime(id);
		await reportComment(db, await makeActor(db), { comment: id, reason: 'spam', note: '' });
		const decided = await decideComment(db, lan, {
			comment: id,
			revision: 1,
			seen: 'published',
			verdict: 'keep',
		});
		const open = async () => (await queue('reported')).items.map((item) => item.id);
		expect(await open()).not.toContain(id);
		await undoDecision(db, lan, { comment: id, decision: decided.ok ? decided.value.decisionId : 0 });
		expect(await open()).toContain(id);
	});
});

describe('claims', () => {
	test('one of many who open a comment has it; others are told, until it ends or is let go', async () => {
		const { id } = await held();
		const claimed = await Promise.all([lan, minh, lan, minh].map((by) => claimComment(db, by, id)));
		expect(new Set(claimed).size).toBe(2);
		const [holder, other] = claimed[0] ? [lan, minh] : [minh, lan];
		expect(await approve(other, id)).toMatchObject({ reason: 'claimed', by: holder.displayName });
		expect((await queue('waiting', other)).items.find((item) => item.id === id)).toMatchObject({
			claimedBy: holder.displayName,
		});
		expect(await claimComment(db, holder, id)).toBe(true);
		await releaseComment(db, holder, id);
		expect(await claimComment(db, other, id)).toBe(true);
		// The browser dies: nobody lets go, time does.
		await db
			.updateTable('claim')
			.set({ expiresAt: new Date(0) })
			.where('commentId', '=', id)
			.execute();
		expect(await claimComment(db, holder, id)).toBe(true);
		expect(await approve(holder, id)).toMatchObject({ ok: true });
	});
});

describe('areas', () => {
	test('a moderator of one area sees and decides nothing of another', async () => {
		const owner = openDb(openPool(database.ownerUrl, 1));
		await sql`INSERT INTO area (code) VALUES ('tinh'); INSERT INTO area (code, parent_code) VALUES ('xa-a', 'tinh'), ('xa-b', 'tinh')`.execute(
			owner,
		);
		await owner.destroy();
		const limited = { ...(await makeActor(db)), grants: [{ role: 'moderator' as const, area: 'xa-a' }] };
		const { id } = await held();
		const thread = (await findThread(db, subject))!;
		const setArea = (areaCode: string) =>
			db.updateTable('thread').set({ areaCode }).where('id', '=', thread.id).execute();
		await setArea('xa-b');
		expect(await approve(limited, id)).toMatchObject({ reason: 'not-found' });
		expect((await queue('waiting', limited)).items).toEqual([]);
		expect(await featureComment(db, limited, { comment: id, featured: true })).toMatchObject({
			reason: 'not-found',
		});
		expect(
			await decideAppeal(db, limited, { comment: id, revision: 1, outcome: 'upheld', note: '' }),
		).toMatchObject({ reason: 'not-found' });
		expect((await readCounts(db, limited)).waiting).toBe(0);
		await setArea('xa-a');
		expect((await queue('waiting', limited)).items).toMatchObject([{ id }]);
		expect(await approve(limited, id)).toMatchObject({ ok: true });
	});
});

describe('appeals', () => {
	async function rejected() {
		const { id, author } = await held();
		await reject(lan, id);
		await settleTime(id);
		return { id, author };
	}

	test('the author learns why, appeals once, and somebody else decides', async () => {
		const { id, author } = await rejected();
		expect(await listOwnComments(db, author.personId, { lang: 'vi', limit: 1 })).toMatchObject([
			{ state: 'rejected', reason: 'off-topic', may: { appeal: true, resubmit: true } },
		]);
		expect(await openAppeal(db, minh, { comment: id, words: 'Không phải của tôi' })).toMatchObject({
			reason: 'not-found',
		});
		const opened = await Promise.all(
			[1, 2, 3].map(() => openAppeal(db, author, { comment: id, words: 'Đúng chủ đề mà' })),
		);
		expect(opened.filter(({ ok }) => ok)).toHaveLength(1);
		expect((await queue('appeals')).items).toMatchObject([{ id, appeal: { mine: true } }]);
		const overturn = { comment: id, revision: 1, outcome: 'overturned' as const, note: '' };
		expect(await decideAppeal(db, lan, overturn)).toMatchObject({ reason: 'own-decision' });
		expect(await decideAppeal(db, minh, overturn)).toMatchObject({ ok: true });
		expect(await decideAppeal(db, minh, overturn)).toMatchObject({ reason: 'decided' });
		expect(await shown()).toEqual([id]);
		expect((await listOwnNotices(db, author.personId)).map(({ kind }) => kind)).toContain(
			'appeal-overturned',
		);
	});
});

describe('sanctions', () => {
	test('a pause keeps somebody silent, a warning until it is read, and lifting ends both', async () => {
		const { author } = await held();
		const say = (body: string) => submitComment(db, author, subject, { body });
		expect(
			await imposeSanction(db, lan, { person: author.personId, kind: 'suspend', reason: 'Lặp lại' }),
		).toMatchObject({ reason: 'days-missing' });
		await imposeSanction(db, lan, { person: author.personId, kind: 'suspend', reason: 'Lặp lại', days: 3 });
		expect(await say('Tôi nói tiếp')).toMatchObject({ reason: 'suspended' });
		const file = await findPersonFile(db, lan, author.personId);
		expect(file).toMatchObject({ held: 1, sanctions: [{ kind: 'suspend', counts: true, by: 'Lan' }] });
		await liftSanction(db, minh, file!.sanctions[0]!.id);
		await imposeSanction(db, lan, { person: author.personId, kind: 'warn', reason: 'Xin giữ lời' });
		expect(await say('Tôi nói nữa')).toMatchObject({ reason: 'warning-first' });
		await acknowledgeWarnings(db, author);
		expect(await say('Tôi nói lại')).toMatchObject({ ok: true });
	});
});

test('the ledger and the fairness figures equal a count by hand', async () => {
	const mine = await makeActor(db, { roles: ['moderator'], displayName: 'Người đếm' });
	for (let i = 0; i < 4; i++) await approve(mine, (await held(`Duyệt ${i}`)).id);
	for (let i = 0; i < 3; i++) await reject(mine, (await held(`Từ chối ${i}`)).id);
	const undone = await held('Rút lại quyết định');
	const decided = await reject(mine, undone.id);
	await undoDecision(db, mine, { comment: undone.id, decision: decided.ok ? decided.value.decisionId : 0 });
	await held('Còn chờ');
	const [line] = (await readLedger(db, { lang: 'vi', months: 1 })).filter(
		({ slug }) => slug === subject.slug,
	);
	expect(line).toMatchObject({ received: 9, published: 4, rejected: { 'off-topic': 3 }, appeals: 0 });
	expect((await readFairness(db)).find(({ moderator }) => moderator === 'Người đếm')).toMatchObject({
		approved: 4,
		rejected: 3,
	});
});

test('the queue pages through all that waits, and finds words without their accents', async () => {
	const ids: string[] = [];
	for (let i = 0; i < 30; i++) ids.push((await held(`Đường hỏng số ${i}`)).id);
	const thread = (await findThread(db, subject))!.id;
	const first = await queue('waiting', lan, { thread });
	const second = await queue('waiting', lan, { thread, after: first.next });
	expect([...first.items, ...second.items].map((item) => item.id)).toEqual(ids);
	expect((await queue('waiting', lan, { thread, q: 'duong hong so 7' })).items).toMatchObject([
		{ body: 'Đường hỏng số 7' },
	]);
	expect((await queue('waiting', lan, { thread, reason: 'thread-before' })).items).toHaveLength(25);
	expect((await queue('waiting', lan, { thread, reason: 'links' })).items).toEqual([]);
});
