import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/actors';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { openDb, openPool, type Db } from '../../server/db/client';
import { decideOther, type OtherVerdict } from './decide-other';
import { openOtherAnswerWriter } from './other-answers';
import { listOtherAnswers } from './reads';

let database: TestDatabase;
let db: Db;
let owner: Db;
let pollId: string;
const key = () => Buffer.from(crypto.randomUUID().replaceAll('-', '').repeat(2), 'hex');

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 12));
	owner = openDb(openPool(database.ownerUrl, 1));
});
beforeEach(async () => {
	pollId = (await makePoll(database.ownerUrl, { withOther: true })).id;
});
afterAll(async () => {
	await Promise.all([db?.destroy(), owner?.destroy()]);
	await database?.drop();
});

const moderator = (displayName = 'Lan') => makeActor(db, 'moderator', { displayName });

/** Words of a voter, as they are written with a vote. @returns the answer and the voter's pseudonym */
async function words(body: string, authorKey = key()) {
	await openOtherAnswerWriter(() => db).write({ pollId, authorKey, body });
	const { id } = await db
		.selectFrom('otherAnswer')
		.select('id')
		.where('authorKey', '=', authorKey)
		.executeTakeFirstOrThrow();
	return { id, authorKey };
}
const verdict = (answer: string, body: string, more: Partial<OtherVerdict> = {}): OtherVerdict => ({
	answer,
	body,
	seen: 'held',
	becomes: 'published',
	...more,
});

test('words wait, are read by all once approved, and gone again once rejected with a reason', async () => {
	const lan = await moderator();
	const { id, authorKey } = await words('Lương không đủ sống');
	expect(await listOtherAnswers(db, pollId, 10)).toEqual([]);
	expect(await decideOther(db, lan, verdict(id, 'Lương không đủ sống'))).toEqual({ ok: true });
	expect(await listOtherAnswers(db, pollId, 10)).toEqual([{ body: 'Lương không đủ sống', count: 1 }]);
	const second = await words('lương không đủ sống');
	await decideOther(db, lan, verdict(second.id, 'lương không đủ sống'));
	expect(await listOtherAnswers(db, pollId, 10)).toMatchObject([{ count: 2 }]);
	for (const one of [id, second.id]) {
		const body = one === id ? 'Lương không đủ sống' : 'lương không đủ sống';
		const refusal = { seen: 'published' as const, becomes: 'rejected' as const, reason: 'off-topic' };
		expect(await decideOther(db, lan, verdict(one, body, refusal))).toEqual({ ok: true });
	}
	expect(await listOtherAnswers(db, pollId, 10)).toEqual([]);
	const { rows } = await sql<
		Record<string, unknown>
	>`SELECT * FROM other_decision WHERE answer_id = ${id} ORDER BY id`.execute(owner);
	expect(rows).toMatchObject([
		{ becomes: 'published', reason: null },
		{ becomes: 'rejected', reason: 'off-topic' },
	]);
	// Nothing in the log leads to a voter.
	expect(JSON.stringify(rows)).not.toContain(authorKey.toString('hex'));
	expect(Object.keys(rows[0]!).sort()).toEqual(
		['answerId', 'becomes', 'body', 'decidedAt', 'id', 'moderatorId', 'note', 'reason'].sort(),
	);
});

test('of sixteen moderators at the same moment one decides, and the others are told who', async () => {
	const moderators = await Promise.all(Array.from({ length: 16 }, (_, i) => moderator(`Người duyệt ${i}`)));
	for (const { personId, displayName } of moderators)
		await db.updateTable('person').set({ displayName }).where('id', '=', personId).execute();
	for (let round = 0; round < 6; round++) {
		const body = `Tranh nhau ${round}`;
		const { id } = await words(body);
		const outcomes = await Promise.all(
			moderators.map((by, i) =>
				decideOther(db, by, verdict(id, body, i % 2 ? {} : { becomes: 'rejected', reason: 'spam' })),
			),
		);
		const won = outcomes.findIndex(({ ok }) => ok);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		for (const outcome of outcomes.filter(({ ok }) => !ok))
			expect(outcome).toMatchObject({ reason: 'decided', by: `Người duyệt ${won}` });
		expect(
			await db.selectFrom('otherDecision').select('id').where('answerId', '=', id).execute(),
		).toHaveLength(1);
	}
});

test('words that were changed meanwhile are not decided on, and wait again', async () => {
	const lan = await moderator();
	const { id, authorKey } = await words('Bản đầu');
	await words('Bản hai', authorKey);
	expect(await decideOther(db, lan, verdict(id, 'Bản đầu'))).toMatchObject({ reason: 'changed' });
	expect(await decideOther(db, lan, verdict(id, 'Bản hai'))).toEqual({ ok: true });
	await words('Bản ba', authorKey);
	expect(await listOtherAnswers(db, pollId, 10)).toEqual([]);
	expect(
		await decideOther(
			db,
			lan,
			verdict(id, 'Bản hai', { seen: 'published', becomes: 'rejected', reason: 'spam' }),
		),
	).toMatchObject({ reason: 'changed' });
});

test('only a moderator decides, and the log keeps what was written into it', async () => {
	const { id } = await words('Ai duyệt');
	for (const role of ['editor', 'official'] as const)
		expect(await decideOther(db, await makeActor(db, role), verdict(id, 'Ai duyệt'))).toMatchObject({
			reason: 'not-found',
		});
	expect(await decideOther(db, await moderator(), verdict(crypto.randomUUID(), 'Không có'))).toMatchObject({
		reason: 'not-found',
	});
	await expect(sql`UPDATE other_decision SET body = 'x'`.execute(owner)).rejects.toMatchObject({
		code: '55000',
	});
	await expect(sql`DELETE FROM other_decision`.execute(db)).rejects.toMatchObject({ code: '42501' });
});
