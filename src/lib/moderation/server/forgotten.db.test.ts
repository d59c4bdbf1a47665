/** People who delete their accounts while others decide, answer and speak: nobody waits in a circle, nobody is told of an error. */
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeActor, makeTopic } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { react } from '../../comments/server/react';
import { submitComment } from '../../comments/server/submit-comment';
import type { ThreadSubject } from '../../comments/server/threads';
import { withdrawAllOf } from '../../comments/server/withdraw-comment';
import type { Actor } from '../../people/actor';
import { whole } from '../../server/db/whole';

let desk: Awaited<ReturnType<typeof openTestDesk>>;
let owner: pg.Client;

beforeAll(async () => {
	desk = await openTestDesk();
	owner = new pg.Client({ connectionString: desk.database.ownerUrl });
	await owner.connect();
});
afterAll(async () => {
	await owner?.end();
	await desk?.close();
});

async function say(by: Actor, subject: ThreadSubject, body: string, parentId?: string): Promise<string> {
	const said = await submitComment(desk.db, by, subject, { body, parentId });
	if (!said.ok) throw new Error(said.reason);
	// Not so many in ten minutes that the rules refuse more.
	await owner.query("UPDATE comment SET created_at = created_at - interval '1 hour' WHERE id = $1", [
		said.value.id,
	]);
	return said.value.id;
}
const withdraw = (by: Actor) => desk.db.transaction().execute((trx) => withdrawAllOf(trx, by.personId));

/** Resolves when another connection waits for this one. */
async function waitedFor(client: pg.Client) {
	const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
	await expect
		.poll(async () => {
			const waiting = await owner.query(
				'SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND $1 = ANY (pg_blocking_pids(pid))',
				[rows[0]!.pid],
			);
			return waiting.rowCount;
		})
		.toBe(1);
}

/** Published for some time already. */
async function shown(by: Actor, subject: ThreadSubject, body: string, parentId?: string) {
	const id = await say(by, subject, body, parentId);
	await desk.approve(desk.lan, id);
	await desk.settleTime(id);
	return id;
}

test('many are forgotten while two moderators decide and others react, without one error, and all counters hold', async () => {
	for (let round = 0; round < 4; round++) {
		const subjects = [await makeTopic(desk.database), await makeTopic(desk.database)];
		const [staying, reader] = [await makeActor(desk.db), await makeActor(desk.db)];
		const roots = await Promise.all(subjects.map((subject, i) => shown(staying, subject, `Gốc ${i}`)));
		const leaving = await Promise.all(Array.from({ length: 6 }, () => makeActor(desk.db)));
		const held: string[] = [];
		const others: string[] = [];
		for (const [n, person] of leaving.entries()) {
			// Some speak in one place first, some in the other.
			const places = n % 2 ? [0, 1] : [1, 0];
			for (const place of places) {
				const subject = subjects[place]!;
				const gone = await say(person, subject, `Bị từ chối ${n}`);
				await desk.reject(desk.lan, gone);
				others.push(await shown(person, subject, `Đã đăng ${n}`));
				others.push(await shown(person, subject, `Trả lời ${n}`, roots[place]));
				await say(person, subject, `Còn chờ ${n}`);
				held.push(await say(staying, subject, `Của người ở lại ${n}`, n % 3 ? roots[place] : undefined));
				await react(desk.db, person, { comment: roots[place]!, choice: 'agree' });
			}
		}
		const outcomes = await Promise.allSettled([
			...leaving.map(withdraw),
			...held.map((id, i) => (i % 2 ? desk.reject(desk.lan, id) : desk.approve(desk.minh, id))),
			...[...roots, ...others].map((comment) => react(desk.db, reader, { comment, choice: 'disagree' })),
			...subjects.map((subject) => say(reader, subject, 'Vừa viết')),
		]);
		expect(outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([]);
	}
	const { rows } = await owner.query(
		`SELECT thread_id, state, count(*)::int AS comments FROM comment GROUP BY 1, 2
		EXCEPT SELECT thread_id, state, comments FROM comment_count`,
	);
	expect(rows).toEqual([]);
}, 60_000);

test('what somebody sends while their account goes is refused, not left behind', async () => {
	const [person, subject] = [await makeActor(desk.db), await makeTopic(desk.database)];
	await say(person, subject, 'Trước');
	const leaving = new pg.Client({ connectionString: desk.database.appUrl });
	await leaving.connect();
	await leaving.query('BEGIN');
	await leaving.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 14))', [person.personId]);
	const late = submitComment(desk.db, person, subject, { body: 'Trong lúc đó' });
	await waitedFor(leaving);
	await leaving.query('UPDATE person SET deleted_at = now(), display_name = NULL WHERE id = $1', [
		person.personId,
	]);
	await leaving.query('COMMIT');
	await leaving.end();
	expect(await late).toEqual({ ok: false, reason: 'not-allowed' });
});

test('a transaction that the database ends to break a circle is begun again, and done once', async () => {
	const subject = await makeTopic(desk.database);
	const ids = await Promise.all([1, 2].map(async (n) => say(await makeActor(desk.db), subject, `Vòng ${n}`)));
	const other = new pg.Client({ connectionString: desk.database.ownerUrl });
	await other.connect();
	const lock = (id: string) => `SELECT FROM comment WHERE id = '${id}' FOR UPDATE`;
	await other.query('BEGIN');
	await other.query(lock(ids[1]!));
	let tries = 0;
	const done = whole(desk.db, async (trx) => {
		tries++;
		for (const id of ids) await sql`SELECT FROM comment WHERE id = ${id} FOR UPDATE`.execute(trx);
		return tries;
	});
	// Whoever waited first is ended.
	await waitedFor(other);
	await other.query(lock(ids[0]!));
	await other.query('COMMIT');
	await other.end();
	expect(await done).toBe(2);
});
