/** A moderator of one area who changes ids everywhere: nothing of another area is seen, changed or written about. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeActor } from '../support/comments';
import { openTestDesk } from '../support/moderation';
import { makePoll } from '../support/polls';
import { decideOther } from '../../src/lib/ballots/server/decide-other';
import { findThread } from '../../src/lib/comments/server/threads';
import type { Actor } from '../../src/lib/people/actor';
import { listAnswers } from '../../src/lib/moderation/server/answers';
import { decideAppeal, openAppeal } from '../../src/lib/moderation/server/appeals';
import { claimComment } from '../../src/lib/moderation/server/claims';
import { decideComment } from '../../src/lib/moderation/server/decide-comment';
import { featureComment } from '../../src/lib/moderation/server/feature-comment';
import { findPersonFile } from '../../src/lib/moderation/server/person-file';
import { listDeskThreads, readCounts } from '../../src/lib/moderation/server/reads';
import { imposeSanction, liftSanction } from '../../src/lib/moderation/server/sanctions';
import { listSecondLooks, lookAgain } from '../../src/lib/moderation/server/second-looks';
import { writeNote } from '../../src/lib/moderation/server/staff-notes';
import { undoDecision } from '../../src/lib/moderation/server/undo-decision';

let desk: Awaited<ReturnType<typeof openTestDesk>>;
/** Of area A alone; of A and C. */
let ofA: Actor;
let ofBoth: Actor;
let thread: string;
let other: { id: string; body: string };
let rejected: { id: string; author: Actor };
let waiting: { id: string; author: Actor };
let decision: number;

const moderatorOf = async (...areas: string[]): Promise<Actor> => ({
	...(await makeActor(desk.db)),
	grants: areas.map((area) => ({ role: 'moderator' as const, area })),
});

/** Everything that has an id and lies in area B. */
beforeAll(async () => {
	desk = await openTestDesk();
	await sql`INSERT INTO area (code) VALUES ('tinh'), ('xa-c');
		INSERT INTO area (code, parent_code) VALUES ('xa-a', 'tinh'), ('xa-b', 'tinh')`.execute(desk.owner);
	[ofA, ofBoth] = await Promise.all([moderatorOf('xa-a'), moderatorOf('xa-a', 'xa-c')]);
	await desk.renew();
	rejected = await desk.held('Bị từ chối ở B');
	waiting = await desk.held('Chờ ở B');
	const decided = await desk.reject(desk.lan, rejected.id);
	decision = decided.ok ? decided.value.decisionId : 0;
	await sql`INSERT INTO second_look (decision_id) VALUES (${decision}) ON CONFLICT DO NOTHING`.execute(
		desk.owner,
	);
	await desk.settleTime(rejected.id);
	await openAppeal(desk.db, rejected.author, { comment: rejected.id, words: 'Xin xem lại' });
	const poll = await makePoll(desk.database.ownerUrl, { withOther: true });
	other = { id: crypto.randomUUID(), body: 'Lời riêng ở B' };
	await sql`INSERT INTO other_answer (id, poll_id, author_key, body) VALUES (${other.id}, ${poll.id}, ${Buffer.alloc(32, 7)}, ${other.body})`.execute(
		desk.owner,
	);
	thread = (await findThread(desk.db, desk.subject))!.id;
	await sql`UPDATE thread SET area_code = 'xa-b' WHERE id = ${thread} OR poll_id = ${poll.id}`.execute(
		desk.owner,
	);
});
afterAll(() => desk?.close());

test('sees no comment, person, answer, decision or thread of it, and counts none', async () => {
	for (const queue of ['waiting', 'rejected', 'published', 'appeals', 'reported', 'mine'] as const) {
		expect((await desk.queue(queue, ofA, { thread })).items).toEqual([]);
		expect((await desk.queue(queue, ofA)).items).toEqual([]);
	}
	expect(await findPersonFile(desk.db, ofA, { id: waiting.author.personId, lang: 'vi' })).toBeUndefined();
	expect((await listAnswers(desk.db, ofA, { state: 'held', lang: 'vi' })).items).toEqual([]);
	expect(await listSecondLooks(desk.db, ofA, 'vi')).toEqual([]);
	expect(await listDeskThreads(desk.db, ofA, 'vi')).toEqual([]);
	expect(await readCounts(desk.db, ofA)).toMatchObject({
		waiting: 0,
		reported: 0,
		appeals: 0,
		answers: 0,
		second: 0,
		oldest: null,
	});
});

test('does nothing to it, by whatever id', async () => {
	const { id } = waiting;
	const seen = 'held' as const;
	const person = waiting.author.personId;
	const gone = { ok: false, reason: 'not-found' };
	expect(
		await decideComment(desk.db, ofA, { comment: id, revision: 1, seen, verdict: 'approve' }),
	).toMatchObject(gone);
	expect(await claimComment(desk.db, ofA, id)).toBe(false);
	expect(await featureComment(desk.db, ofA, { comment: id, featured: true })).toMatchObject(gone);
	expect(await undoDecision(desk.db, ofA, { comment: rejected.id, decision })).toMatchObject(gone);
	const appeal = { comment: rejected.id, revision: 1, outcome: 'upheld' as const, note: '' };
	expect(await decideAppeal(desk.db, ofA, appeal)).toMatchObject(gone);
	expect(await lookAgain(desk.db, ofA, { decision, verdict: 'approve' })).toMatchObject(gone);
	const answer = { answer: other.id, body: other.body, seen, becomes: 'published' as const };
	expect(await decideOther(desk.db, ofA, answer)).toMatchObject(gone);
	expect(await imposeSanction(desk.db, ofA, { person, kind: 'ban', reason: 'x' })).toMatchObject(gone);
	expect(await writeNote(desk.db, ofA, { person, body: 'Ghi chú' })).toMatchObject(gone);
	for (const area of ['xa-b', 'tinh', 'khong-co', null]) {
		const reason = area === null ? 'area-missing' : 'not-allowed';
		expect(await imposeSanction(desk.db, ofA, { person, kind: 'ban', reason: 'x', area })).toMatchObject({
			reason,
		});
		expect(await writeNote(desk.db, ofA, { person, body: 'Ghi chú', area })).toMatchObject({ reason });
	}
	expect(
		await sql`SELECT 1 FROM staff_note UNION SELECT 1 FROM sanction UNION SELECT 1 FROM claim UNION SELECT 1 FROM other_decision`.execute(
			desk.owner,
		),
	).toMatchObject({ rows: [] });
});

test('does not lift what was imposed elsewhere, and is not shown it', async () => {
	const person = waiting.author.personId;
	await imposeSanction(desk.db, desk.lan, { person, kind: 'ban', reason: 'Ở B', area: 'xa-b' });
	await imposeSanction(desk.db, desk.lan, { person, kind: 'warn', reason: 'Ở mọi nơi' });
	await writeNote(desk.db, desk.lan, { person, body: 'Chỉ ở B', area: 'xa-b' });
	await writeNote(desk.db, desk.lan, { person, body: 'Ai cũng nên biết' });
	// The person speaks in A too, so that their file is open there.
	await desk.renew();
	await sql`UPDATE thread SET area_code = 'xa-a' WHERE topic_id = (SELECT id FROM topic WHERE slug = ${desk.subject.slug})`.execute(
		desk.owner,
	);
	await sql`INSERT INTO comment (thread_id, author_id) SELECT id, ${person} FROM thread WHERE area_code = 'xa-a'`.execute(
		desk.owner,
	);
	await sql`INSERT INTO comment_revision (comment_id, revision, body, repeat_hash) SELECT c.id, 1, 'Ở A', ${Buffer.alloc(32)}
		FROM comment c JOIN thread t ON t.id = c.thread_id WHERE t.area_code = 'xa-a'`.execute(desk.owner);
	const file = (await findPersonFile(desk.db, ofA, { id: person, lang: 'vi' }))!;
	expect(file).toMatchObject({
		held: 1,
		comments: [{ body: 'Ở A' }],
		sanctions: [{ reason: 'Ở mọi nơi', mayLift: false }],
		notes: [{ body: 'Ai cũng nên biết', by: 'Lan' }],
	});
	for (const { id } of await desk.db.selectFrom('sanction').select('id').execute()) {
		expect(await liftSanction(desk.db, ofA, id)).toMatchObject({ reason: 'not-allowed' });
	}
	expect(await imposeSanction(desk.db, ofA, { person, kind: 'warn', reason: 'Ở A' })).toMatchObject({
		ok: true,
	});
	expect(
		await desk.db.selectFrom('sanction').select('areaCode').where('reason', '=', 'Ở A').execute(),
	).toEqual([{ areaCode: 'xa-a' }]);
});

test('whoever tends several areas chooses one of them', async () => {
	const person = waiting.author.personId;
	const note = { person, body: 'Của nhiều nơi' };
	expect(await writeNote(desk.db, ofBoth, note)).toMatchObject({ reason: 'area-missing' });
	expect(await writeNote(desk.db, ofBoth, { ...note, area: null })).toMatchObject({ reason: 'area-missing' });
	expect(await writeNote(desk.db, ofBoth, { ...note, area: 'xa-b' })).toMatchObject({
		reason: 'not-allowed',
	});
	expect(await writeNote(desk.db, ofBoth, { ...note, area: 'xa-c' })).toMatchObject({ ok: true });
	const sanction = { person, kind: 'hold' as const, reason: 'Nhiều nơi', days: 3 };
	expect(await imposeSanction(desk.db, ofBoth, sanction)).toMatchObject({ reason: 'area-missing' });
	expect(await imposeSanction(desk.db, ofBoth, { ...sanction, area: 'xa-c' })).toMatchObject({ ok: true });
	const read = async (by: Actor) =>
		(await findPersonFile(desk.db, by, { id: person, lang: 'vi' }))!.notes.map(({ body }) => body);
	expect(await read(ofBoth)).toContain('Của nhiều nơi');
	expect(await read(ofA)).not.toContain('Của nhiều nơi');
});

test('a note stays as it was written, even for the owner of the table, until its person is forgotten', async () => {
	const { author } = await desk.held('Người được ghi chú');
	await writeNote(desk.db, desk.lan, { person: author.personId, body: 'Hay viết cùng một câu' });
	for (const change of [sql`UPDATE staff_note SET body = 'x'`, sql`DELETE FROM staff_note`]) {
		await expect(change.execute(desk.db)).rejects.toMatchObject({ code: '42501' });
		await expect(change.execute(desk.owner)).rejects.toMatchObject({ code: '55000' });
	}
	await sql`UPDATE person SET deleted_at = clock_timestamp(), display_name = NULL WHERE id = ${author.personId}`.execute(
		desk.db,
	);
	expect(
		await desk.db.selectFrom('staffNote').select('id').where('personId', '=', author.personId).execute(),
	).toEqual([]);
});
