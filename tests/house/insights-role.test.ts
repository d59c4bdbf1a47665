/** Dashboards read as a role that can see counts and public texts, nothing about anybody, and that can change nothing. */
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { reading } from '../../src/lib/server/db/reader';
import { freshDatabase } from '../support/database.ts';
import { makePoll } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

const REFUSED = { code: '42501' }; // insufficient_privilege
const REFUSED_OR_READ_ONLY = { code: expect.stringMatching(/^(42501|25006)$/) as string };

/** All that it may read. A new table is refused until somebody names it here and in a migration. */
const READABLE = [
	'area',
	'area_text',
	'poll',
	'poll_option',
	'poll_option_text',
	'poll_strata',
	'poll_text',
	'shown_breakdown',
	'tally',
	'topic',
	'topic_text',
	'turnout',
	'turnout_by_hour',
];

let database: TestDatabase;
let db: Db;
let relations: string[];

beforeAll(async () => {
	database = await freshDatabase();
	await makePoll(database.ownerUrl);
	db = openDb(openPool(database.appUrl, 2));
	const owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	const { rows } = await owner.query<{ name: string }>(
		`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
		ORDER BY 1`,
	);
	relations = rows.map(({ name }) => name);
	await owner.end();
});
afterAll(async () => {
	await db?.destroy();
	await database?.drop();
});

test('it reads what is named, and no person, session, vote or count of a small group', async () => {
	const readable: string[] = [];
	for (const name of relations) {
		const asked = reading(db, (reader) => sql`SELECT * FROM ${sql.table(name)} LIMIT 1`.execute(reader));
		await asked.then(
			() => readable.push(name),
			(error: unknown) => expect(error, name).toMatchObject(REFUSED),
		);
	}
	expect(readable).toEqual(READABLE);
	expect(relations).toEqual(
		expect.arrayContaining(['person', 'session', 'vote', 'stratum_tally', 'breakdown']),
	);
});

test('none of it has a column in which somebody could stand', async () => {
	const { rows } = await sql<{ found: string }>`
		SELECT table_name || '.' || column_name AS found FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name = ANY (${READABLE}::text[])
			AND (column_name ~ 'person|voter_key|digest|author|session|email|birth' OR data_type = 'bytea')`.execute(db);
	expect(rows).toEqual([]);
});

test('it writes nothing, even what the application may write', async () => {
	for (const statement of [
		"INSERT INTO topic (slug) VALUES ('mot-chu-de')",
		"UPDATE poll SET state = 'archived'",
		'DELETE FROM rate_limit',
		'CREATE TABLE mine (id int)',
	]) {
		const asked = reading(db, (reader) => sql.raw(statement).execute(reader));
		await expect(asked, statement).rejects.toMatchObject(REFUSED_OR_READ_ONLY);
	}
});

test('the role alone, without the read-only transaction, writes nothing either', async () => {
	const { rows } = await sql<{ name: string }>`
		SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
			AND (has_table_privilege('hoidan_insights', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
				OR has_any_column_privilege('hoidan_insights', c.oid, 'INSERT, UPDATE'))`.execute(db);
	expect(rows).toEqual([]);
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
