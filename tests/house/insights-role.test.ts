/** Dashboards read as a role that can see counts and public texts, nothing about anybody, and that can change nothing. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ThreadSubject } from '../../src/lib/comments/server/threads';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { reading } from '../../src/lib/server/db/reader';
import { submitComment } from '../../src/lib/comments/server/submit-comment';
import { makeActor, makeTopic } from '../support/comments.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

const REFUSED = { code: '42501' }; // insufficient_privilege
const REFUSED_OR_READ_ONLY = { code: expect.stringMatching(/^(42501|25006)$/) as string };

/** All that it may read: views of schema `insight`. Another one is refused until somebody names it here. */
const READABLE = [
	'area',
	'area_text',
	'comment_by_hour',
	'comment_count',
	'opinion_groups',
	'poll',
	'poll_option',
	'poll_option_text',
	'poll_strata',
	'poll_text',
	'reaction',
	'said',
	'share_point',
	'shown_breakdown',
	'tally',
	'thread',
	'tone_due',
	'tone_rating',
	'tone_tally',
	'topic',
	'topic_text',
	'turnout',
	'turnout_by_hour',
];

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 2));
});
afterAll(async () => {
	await db?.destroy();
	await database?.drop();
});

/** Every relation of the database, whatever its kind or schema, that the role has a right of some kind on. */
async function listVisible(right: 'read' | 'write') {
	const rights = right === 'read' ? 'SELECT' : 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER';
	const ofColumns = right === 'read' ? 'SELECT' : 'INSERT, UPDATE, REFERENCES';
	const { rows } = await sql<{ schema: string; name: string; kind: string }>`
		SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_(toast_)?temp'
			AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
			AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege('hoidan_insights', c.oid, 'USAGE, SELECT, UPDATE')
				ELSE has_table_privilege('hoidan_insights', c.oid, ${rights})
					OR has_any_column_privilege('hoidan_insights', c.oid, ${ofColumns}) END
		ORDER BY 1, 2`.execute(db);
	return rows;
}

test('all that it sees are the named views, and no table', async () => {
	expect(await listVisible('read')).toEqual(READABLE.map((name) => ({ schema: 'insight', name, kind: 'v' })));
});

test('it may look into one schema, and run nothing of the others', async () => {
	const { rows } = await sql<{ name: string }>`
		SELECT nspname AS name FROM pg_namespace
		WHERE has_schema_privilege('hoidan_insights', oid, 'USAGE, CREATE') AND nspname NOT IN ('pg_catalog', 'information_schema')`.execute(
		db,
	);
	expect(rows).toEqual([{ name: 'insight' }]);
	const functions = await sql<{ name: string }>`
		SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
			AND has_schema_privilege('hoidan_insights', n.oid, 'USAGE') AND has_function_privilege('hoidan_insights', p.oid, 'EXECUTE')`.execute(
		db,
	);
	expect(functions.rows).toEqual([{ name: 'insight.fold(text)' }]);
});

test('names mean the views, and the tables behind them are refused', async () => {
	for (const name of READABLE) {
		const asked = reading(db, (reader) => sql`SELECT * FROM ${sql.table(name)} LIMIT 1`.execute(reader));
		await expect(asked, name).resolves.toBeDefined();
	}
	for (const name of [
		'person',
		'session',
		'vote',
		'stratum_tally',
		'breakdown',
		'poll',
		'comment',
		'participant_seed',
	]) {
		const asked = reading(db, (reader) => sql`SELECT FROM ${sql.table(`public.${name}`)}`.execute(reader));
		await expect(asked, name).rejects.toMatchObject(REFUSED);
	}
});

test('none of it has a column in which somebody could stand', async () => {
	const { rows } = await sql<{ found: string }>`
		SELECT c.relname || '.' || a.attname AS found
		FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
		WHERE c.relnamespace = 'insight'::regnamespace AND a.attnum > 0
			AND (a.attname ~ 'person|voter_key|digest|author|session|email|birth|moderator|edited_by|_hash' OR a.atttypid = 'bytea'::regtype)`.execute(
		db,
	);
	expect(rows).toEqual([]);
});

test('drafts, and what is not published, are in none of it', async () => {
	const draft = await makePoll(database.ownerUrl, { state: 'draft' });
	const shown = await makePoll(database.ownerUrl);
	const topic = await makeTopic(database);
	const reader = await makeActor(db);
	const published = await publish(topic);
	const held = await submitComment(db, await makeActor(db), topic, { body: 'Câu này còn chờ duyệt.' });
	expect(held.ok).toBe(true);
	await db
		.insertInto('reaction')
		.values({ commentId: published, personId: reader.personId, choice: 'agree' })
		.execute();
	const seen = await reading(db, async (asReader) => {
		const of = async (text: string) => (await sql.raw<{ id: string }>(text).execute(asReader)).rows;
		return {
			polls: await of('SELECT id FROM poll'),
			texts: await of('SELECT DISTINCT poll_id AS id FROM poll_text'),
			options: await of('SELECT DISTINCT poll_id AS id FROM poll_option'),
			labels: await of('SELECT DISTINCT poll_id AS id FROM poll_option_text'),
			threads: await of(`SELECT poll_id AS id FROM thread WHERE poll_id IS NOT NULL`),
			said: await of('SELECT id FROM said'),
			reactions: await of('SELECT comment_id AS id FROM reaction'),
		};
	});
	const onlyShown = [{ id: shown.id }];
	const onlyPublished = [{ id: published }];
	expect(seen).toEqual({
		polls: onlyShown,
		texts: onlyShown,
		options: onlyShown,
		labels: onlyShown,
		threads: onlyShown,
		said: onlyPublished,
		reactions: onlyPublished,
	});
	expect(draft.id).not.toBe(shown.id);

	await db.updateTable('topic').set({ unpublishedAt: new Date() }).where('slug', '=', topic.slug).execute();
	const left = await reading(db, (asReader) =>
		sql`SELECT FROM said UNION ALL SELECT FROM reaction UNION ALL SELECT FROM topic`.execute(asReader),
	);
	expect(left.rows).toEqual([]);
});

let made = 0;
async function publish(subject: ThreadSubject): Promise<string> {
	const said = await submitComment(db, await makeActor(db), subject, {
		body: `Ý kiến thứ ${++made} về việc này.`,
	});
	if (!said.ok) throw new Error(said.reason);
	await db
		.updateTable('comment')
		.set({ state: 'published', publishedAt: new Date() })
		.where('id', '=', said.value.id)
		.execute();
	return said.value.id;
}

test('a person has one number in a thread, and another one elsewhere', async () => {
	const topics = [await makeTopic(database), await makeTopic(database)];
	const reader = await makeActor(db);
	const comments = [await publish(topics[0]!), await publish(topics[0]!), await publish(topics[1]!)];
	for (const commentId of comments) {
		await db
			.insertInto('reaction')
			.values({ commentId, personId: reader.personId, choice: 'pass' })
			.execute();
	}
	const { rows } = await reading(db, (asReader) =>
		sql<{ participant: number; comments: number }>`
			SELECT participant, count(*) AS comments FROM reaction WHERE comment_id = ANY (${comments}::uuid[])
			GROUP BY 1 ORDER BY 2`.execute(asReader),
	);
	expect(rows.map((row) => row.comments)).toEqual([1, 2]);
	expect(rows.every(({ participant }) => Number.isSafeInteger(participant))).toBe(true);
});

test('it writes nothing, even what the application may write', async () => {
	for (const statement of [
		"INSERT INTO topic (slug) VALUES ('mot-chu-de')",
		"UPDATE poll SET state = 'archived'",
		'DELETE FROM public.rate_limit',
		'CREATE TABLE mine (id int)',
	]) {
		const asked = reading(db, (reader) => sql.raw(statement).execute(reader));
		await expect(asked, statement).rejects.toMatchObject(REFUSED_OR_READ_ONLY);
	}
});

test('the role alone, without the read-only transaction, writes nothing either', async () => {
	expect(await listVisible('write')).toEqual([]);
});

test('the connection is the application again afterwards, also after a failure', async () => {
	const nobody = () => Promise.reject(new Error('the page failed'));
	await expect(reading(db, nobody)).rejects.toThrow('the page failed');
	const whoIs = async (one: Db) =>
		(
			await sql<{
				now: string;
				own: string;
			}>`SELECT current_user::text AS now, session_user::text AS own`.execute(one)
		).rows[0]!;
	expect((await reading(db, whoIs)).now).toBe('hoidan_insights');
	const { now, own } = await whoIs(db);
	expect(now).toBe(own);
});
