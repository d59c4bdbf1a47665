/** What stays true even if the application is taken over: its database user cannot rewrite what citizens have said. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

const REFUSED = { code: '42501' }; // insufficient_privilege

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let tables: string[];

beforeAll(async () => {
	database = await freshDatabase();
	owner = await connect(database.ownerUrl);
	app = await connect(database.appUrl);
	const { rows } = await owner.query<{ name: string }>(
		"SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
	);
	tables = rows.map(({ name }) => name);
	await seedOneVote();
});
afterAll(async () => {
	await Promise.all([owner?.end(), app?.end()]);
	await database?.drop();
});

async function connect(connectionString: string) {
	const client = new pg.Client({ connectionString });
	await client.connect();
	return client;
}

async function seedOneVote() {
	const { rows } = await owner.query<{ id: string }>(
		`INSERT INTO poll (slug, level, kind, opens_at, closes_at)
		VALUES ('mot-phieu', 'open', 'single', now() - interval '1 minute', now() + interval '1 hour') RETURNING id`,
	);
	const poll = rows[0]!.id;
	await owner.query("INSERT INTO poll_text (poll_id, lang, question) VALUES ($1, 'vi', 'Có không?')", [poll]);
	await owner.query('INSERT INTO poll_option (poll_id, id, position) VALUES ($1, 1, 1), ($1, 2, 2)', [poll]);
	await owner.query(
		"INSERT INTO poll_option_text (poll_id, option_id, lang, label) VALUES ($1, 1, 'vi', 'Có'), ($1, 2, 'vi', 'Không')",
		[poll],
	);
	await owner.query("UPDATE poll SET state = 'published' WHERE id = $1", [poll]);
	// As the application itself does it: this much it may.
	await app.query(
		"INSERT INTO vote (poll_id, voter_key, voter_class, choices) VALUES ($1, $2, 'unverified', '{1}')",
		[poll, Buffer.alloc(32, 1)],
	);
}

test('the application owns nothing, and is neither superuser nor maker of users or databases', async () => {
	const { rows } = await app.query(
		`SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
			has_schema_privilege('public', 'CREATE') AS makes_tables,
			(SELECT count(*)::int FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner
				WHERE c.relnamespace = 'public'::regnamespace AND pg_has_role(o.oid, 'USAGE')) AS owned
		FROM pg_roles WHERE rolname = current_user`,
	);
	expect(rows).toEqual([
		{
			rolsuper: false,
			rolcreaterole: false,
			rolcreatedb: false,
			rolbypassrls: false,
			makes_tables: false,
			owned: 0,
		},
	]);
});

test('the application can alter, drop or empty no table', async () => {
	expect(tables).toContain('vote');
	for (const table of tables) {
		for (const statement of [
			`ALTER TABLE ${table} ADD COLUMN extra int`,
			`ALTER TABLE ${table} DISABLE TRIGGER USER`,
			`DROP TABLE ${table} CASCADE`,
			`TRUNCATE ${table} CASCADE`,
		]) {
			await expect(app.query(statement), statement).rejects.toMatchObject(REFUSED);
		}
	}
});

test.each([
	['delete a vote', 'DELETE FROM vote'],
	['give a vote to another voter', "UPDATE vote SET voter_key = decode(repeat('02', 32), 'hex')"],
	['move a vote to another poll', 'UPDATE vote SET poll_id = gen_random_uuid()'],
	['call an unverified vote verified', "UPDATE vote SET voter_class = 'verified'"],
	['write a tally', "INSERT INTO tally VALUES (gen_random_uuid(), 'verified', 1, 0, 1000)"],
	['raise a tally', 'UPDATE tally SET votes = votes + 1000'],
	['delete a tally', 'DELETE FROM tally'],
	['write the turnout', "INSERT INTO turnout VALUES (gen_random_uuid(), 'verified', 0, 1000)"],
	['raise the turnout', 'UPDATE turnout SET ballots = ballots + 1000'],
	['delete the turnout', 'DELETE FROM turnout'],
	['raise the turnout of an hour', 'UPDATE turnout_by_hour SET ballots = ballots + 1000'],
	['exchange the key of a poll', 'UPDATE poll_key SET wrapped = wrapped'],
	['delete an answer in own words', 'DELETE FROM other_answer'],
	['switch the triggers off', "SET session_replication_role = 'replica'"],
	[
		'change a function',
		'CREATE OR REPLACE FUNCTION fold(t text) RETURNS text LANGUAGE sql AS $$ SELECT t $$',
	],
])('the application cannot %s', async (_, statement) => {
	await expect(app.query(statement)).rejects.toMatchObject(REFUSED);
});

test('even the owner deletes no vote by mistake', async () => {
	await expect(owner.query('DELETE FROM vote')).rejects.toThrow('DELETE on vote is not allowed');
	await expect(owner.query('TRUNCATE vote')).rejects.toThrow('TRUNCATE on vote is not allowed');
});
