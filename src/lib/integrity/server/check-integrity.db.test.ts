/** What the check says of a sound database, and that it finds what somebody broke. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_SECRETS } from '../../../../tests/support/app-process';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import type { Db } from '../../server/db/client';
import type { Invariant } from '../integrity';

let database: TestDatabase;
let owner: pg.Client;
let db: Db;
let checkIntegrity: () => ReturnType<typeof import('./check-integrity').checkIntegrity>;
let keyOf: (pollId: string, personId: string) => Promise<Buffer>;

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, { DATABASE_URL: database.appUrl, ORIGIN: 'http://localhost', ...TEST_SECRETS });
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	const { openDb, openPool } = await import('../../server/db/client');
	const { PollKeys, voterKey } = await import('../../ballots/server/voter-key');
	const check = await import('./check-integrity');
	db = openDb(openPool(database.appUrl, 5));
	const keys = new PollKeys(
		() => db,
		() => Buffer.from(TEST_SECRETS.KEY_ENCRYPTION_KEY, 'base64url'),
	);
	checkIntegrity = () => check.checkIntegrity(db, keys);
	keyOf = async (pollId, personId) => voterKey((await keys.of(pollId))!, { class: 'verified', id: personId });
});

afterAll(async () => {
	await db.destroy();
	await owner.end();
	await database.drop();
});

async function broken(): Promise<Invariant[]> {
	const { held, findings } = await checkIntegrity();
	const found = findings.filter((finding) => !finding.held).map(({ invariant }) => invariant);
	expect(held).toBe(found.length === 0);
	return found;
}

async function makeCitizen(areaCode?: string): Promise<string> {
	const { id } = await db
		.insertInto('person')
		.values({ verifiedAt: new Date(), areaCode })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

async function vote(pollId: string, key: Buffer, voterClass = 'unverified') {
	await owner.query('INSERT INTO vote (poll_id, voter_key, voter_class, choices) VALUES ($1, $2, $3, $4)', [
		pollId,
		key,
		voterClass,
		[1],
	]);
}

/** Does what only the owner of the tables could, against every rule, and takes it back. */
async function tampered(statement: string, values: unknown[] = []): Promise<Invariant[]> {
	await owner.query('SET session_replication_role = replica').catch(() => {});
	const { rows } = await owner.query(`SHOW session_replication_role`);
	if (rows[0].session_replication_role !== 'replica') {
		for (const table of ['vote', 'audit_entry'])
			await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
	}
	await owner.query(statement, values);
	return broken();
}

test('an untouched database holds every invariant, and says how much was looked at', async () => {
	const open = await makePoll(database.ownerUrl);
	const citizens = await makePoll(database.ownerUrl, { level: 'citizens' });
	for (let i = 0; i < 5; i++) await vote(open.id, randomBytes(32));
	for (let i = 0; i < 3; i++)
		await vote(citizens.id, await keyOf(citizens.id, await makeCitizen()), 'verified');
	await owner.query(`UPDATE vote SET choices = '{2}', changes = 1 WHERE poll_id = $1`, [open.id]);
	const { held, findings } = await checkIntegrity();
	expect(held).toBe(true);
	expect(findings.find(({ invariant }) => invariant === 'one-vote-per-voter')!.checked).toBe(8);
	expect(findings.find(({ invariant }) => invariant === 'votes-of-known-citizens')!.checked).toBe(3);
	const { rows } = await owner.query('SELECT count(*)::int AS n FROM integrity_check WHERE held');
	expect(rows[0].n).toBe(1);
});

test('a vote by nobody that we know is found', async () => {
	const poll = await makePoll(database.ownerUrl, { level: 'citizens' });
	await keyOf(poll.id, 'makes the key');
	await vote(poll.id, randomBytes(32), 'verified');
	const { findings } = await checkIntegrity();
	const finding = findings.find(({ invariant }) => invariant === 'votes-of-known-citizens')!;
	expect(finding).toMatchObject({ held: false, broken: 1, polls: [poll.slug] });
	// The vote cannot be deleted; withdrawn, it counts for nothing.
	await owner.query(`UPDATE vote SET choices = '{}' WHERE poll_id = $1`, [poll.id]);
	expect(await broken()).toEqual([]);
});

test('a vote of somebody of elsewhere is found; who moved away since, and who lives deeper within, may have voted', async () => {
	await db
		.insertInto('area')
		.values([{ code: 'xa' }, { code: 'xa-khac' }])
		.execute();
	await db.insertInto('area').values({ code: 'thon', parentCode: 'xa' }).execute();
	const wishes = { level: 'citizens', eligibleArea: 'xa' } as const;
	const poll = await makePoll(database.ownerUrl, wishes);
	const [here, deeper, moving, stranger] = [
		await makeCitizen('xa'),
		await makeCitizen('thon'),
		await makeCitizen('xa'),
		await makeCitizen('xa-khac'),
	];
	for (const id of [here, deeper, moving]) await vote(poll.id, await keyOf(poll.id, id), 'verified');
	await db.updateTable('person').set({ areaCode: 'xa-khac' }).where('id', '=', moving).execute();
	expect(await broken()).toEqual([]);
	await vote(poll.id, await keyOf(poll.id, stranger), 'verified');
	const { findings } = await checkIntegrity();
	expect(findings.find(({ invariant }) => invariant === 'votes-of-known-citizens')).toMatchObject({
		broken: 1,
		polls: [poll.slug],
	});
	await owner.query(`UPDATE vote SET choices = '{}' WHERE poll_id = $1`, [poll.id]);
});

test('a counter that somebody moved is found', async () => {
	const poll = await makePoll(database.ownerUrl);
	await vote(poll.id, randomBytes(32));
	await owner.query('UPDATE tally SET votes = votes + 1 WHERE poll_id = $1', [poll.id]);
	expect(await broken()).toEqual(['tallies-are-recounts']);
	await owner.query('UPDATE tally SET votes = votes - 1 WHERE poll_id = $1', [poll.id]);
	await owner.query('UPDATE turnout SET ballots = ballots - 1 WHERE poll_id = $1', [poll.id]);
	expect(await broken()).toEqual(['turnout-is-a-recount']);
	await owner.query('UPDATE turnout SET ballots = ballots + 1 WHERE poll_id = $1', [poll.id]);
	expect(await broken()).toEqual([]);
});

test('counters of strata and of comments that somebody moved are found', async () => {
	const poll = await makePoll(database.ownerUrl, { level: 'citizens' });
	await owner.query(`INSERT INTO poll_strata (poll_id, strata) VALUES ($1, '[{}, {}]')`, [poll.id]);
	const keys = await Promise.all([1, 2].map(async () => keyOf(poll.id, await makeCitizen())));
	await owner.query('BEGIN');
	await owner.query(`SELECT set_config('hoidan.strata', $1, true)`, [
		JSON.stringify({ [keys[0]!.toString('hex')]: 1 }),
	]);
	await vote(poll.id, keys[0]!, 'verified');
	await owner.query('COMMIT');
	await vote(poll.id, keys[1]!, 'verified');
	// Who is told to be in no stratum changes their mind, and then is in one.
	await owner.query('BEGIN');
	await owner.query(`SELECT set_config('hoidan.strata', $1, true)`, [
		JSON.stringify({ [keys[1]!.toString('hex')]: 0 }),
	]);
	await owner.query(`UPDATE vote SET choices = '{2}', changes = 1 WHERE voter_key = $1`, [keys[1]]);
	await owner.query('COMMIT');
	expect(await broken()).toEqual([]);
	await owner.query('UPDATE stratum_tally SET votes = votes + 1 WHERE poll_id = $1 AND stratum = 1', [
		poll.id,
	]);
	expect(await broken()).toEqual(['strata-add-up-to-votes']);
	await owner.query('UPDATE stratum_tally SET votes = votes - 1 WHERE poll_id = $1 AND stratum = 1', [
		poll.id,
	]);

	const { rows } = await owner.query<{ id: string }>(
		`INSERT INTO comment (thread_id, author_id) SELECT id, $2 FROM thread WHERE poll_id = $1 RETURNING id`,
		[poll.id, await makeCitizen()],
	);
	for (const change of [
		`state = 'published', published_at = now() - interval '3 hours'`,
		`state = 'held', published_at = NULL, state_since = now() - interval '2 days'`,
		`state = 'rejected'`,
		`state = 'withdrawn'`,
		`state = 'published', published_at = now()`,
	]) {
		await owner.query(`UPDATE comment SET ${change} WHERE id = $1`, [rows[0]!.id]);
		expect(await broken(), change).toEqual([]);
	}
	await owner.query(`UPDATE comment_by_hour SET comments = comments + 1 WHERE state = 'held'`);
	expect(await broken()).toEqual(['comments-are-recounts']);
	await owner.query(`UPDATE comment_by_hour SET comments = comments - 1 WHERE state = 'held'`);
});

test('strata that are made late find the votes before them in none', async () => {
	const poll = await makePoll(database.ownerUrl, { level: 'citizens' });
	await vote(poll.id, await keyOf(poll.id, await makeCitizen()), 'verified');
	const other = new pg.Client({ connectionString: database.ownerUrl });
	await other.connect();
	// A vote in flight, whose transaction the strata have to wait for.
	await other.query('BEGIN');
	await other.query('SELECT FROM poll WHERE id = $1 FOR SHARE', [poll.id]);
	await other.query(
		`INSERT INTO vote (poll_id, voter_key, voter_class, choices) VALUES ($1, $2, 'verified', '{2}')`,
		[poll.id, await keyOf(poll.id, await makeCitizen())],
	);
	const making = owner.query(`INSERT INTO poll_strata (poll_id, strata) VALUES ($1, '[{}, {}]')`, [poll.id]);
	await other.query('COMMIT');
	await making;
	await other.end();
	expect(await broken()).toEqual([]);
	const { rows } = await owner.query(
		'SELECT option_id, sum(votes)::int AS n FROM stratum_tally WHERE poll_id = $1 AND stratum = -1 GROUP BY 1 ORDER BY 1',
		[poll.id],
	);
	expect(rows).toEqual([
		{ option_id: -1, n: 2 },
		{ option_id: 1, n: 1 },
		{ option_id: 2, n: 1 },
	]);
});

test('a vote that was put past the rules, and a forged entry of the audit log, are found', async () => {
	const poll = await makePoll(database.ownerUrl);
	expect(
		await tampered(
			`INSERT INTO vote (poll_id, voter_key, voter_class, choices) VALUES ($1, $2, 'unverified', '{99}')`,
			[poll.id, randomBytes(32)],
		),
	).toEqual(['votes-fit-their-poll', 'tallies-are-recounts', 'turnout-is-a-recount']);
	expect(
		await tampered(
			`INSERT INTO audit_entry (seq, at, action, prev_hash, hash) VALUES (1, now(), 'role.grant', '', sha256('forged'))`,
		),
	).toContain('audit-chain-whole');
});
