/** Answers are counted by stratum in the statement that writes them, and no vote says afterwards in which. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll, type PollWishes } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { openWriterPool, openWriters, vote } from '../../../../tests/support/voting';
import { openDb, openPool, type Db } from '../../server/db/client';
import { findPoll } from '../../polls/server/reads';
import { PollStrata } from './poll-strata';
import { writeVotes } from './write-votes';

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;
/** As two processes have them: one connection each. */
let pools: [pg.Pool, pg.Pool];

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 2));
	pools = [openWriterPool(database.appUrl, 'writer 0'), openWriterPool(database.appUrl, 'writer 1')];
	await owner.query(`
		INSERT INTO area (code, parent_code) VALUES ('tinh', NULL), ('phuong-a', 'tinh'), ('xa-b', 'tinh'), ('xa-c', 'tinh');
		INSERT INTO roll_entry (document_digest, check_digest, area_code, birth_year)
			SELECT sha256(('d' || i)::bytea), sha256(('c' || i)::bytea), (ARRAY['phuong-a', 'phuong-a', 'xa-b', 'xa-c'])[1 + i % 4], 1960 + i % 40
			FROM generate_series(1, 800) i`);
});
afterAll(async () => {
	await Promise.all([owner, ...(pools ?? [])].map((pool) => pool?.end()));
	await db?.destroy();
	await database?.drop();
});

/** A poll for citizens with its strata. */
async function makeCounted(wishes: PollWishes = {}) {
	const { id, slug } = await makePoll(database.ownerUrl, { level: 'citizens', options: 3, ...wishes });
	const poll = (await findPoll(db, slug, 'vi'))!;
	const strata = await new PollStrata(() => db).of(poll);
	return { id, poll, strata };
}

const citizen = (pollId: string, voter: number, choices: number[], stratum?: number) =>
	vote(pollId, voter, choices, { voterClass: 'verified', ...(stratum === undefined ? {} : { stratum }) });

/** `stratum/option` -> votes; -1 counts ballots. */
async function tallies(pollId: string): Promise<Record<string, number>> {
	const { rows } = await owner.query<{ k: string; n: string }>(
		`SELECT stratum || '/' || option_id AS k, sum(votes) AS n FROM stratum_tally WHERE poll_id = $1
		GROUP BY 1 HAVING sum(votes) <> 0`,
		[pollId],
	);
	return Object.fromEntries(rows.map(({ k, n }) => [k, Number(n)]));
}

test('strata are made from the roll of those who may vote, once, whoever asks first', async () => {
	const { poll, strata } = await makeCounted();
	expect(strata.reduce((sum, { eligible }) => sum + eligible, 0)).toBe(800);
	await owner.query("UPDATE roll_entry SET area_code = 'xa-c' WHERE area_code = 'xa-b'");
	const [one, two] = [new PollStrata(() => db), new PollStrata(() => db)];
	expect(await Promise.all([one.of(poll), two.of(poll)])).toEqual([strata, strata]);
	const narrow = await makeCounted({ eligibleArea: 'xa-c', minAge: 30 });
	expect(narrow.strata.every(({ areas }) => areas.join() === 'xa-c')).toBe(true);
});

test('an empty roll is no strata for now, and not for good', async () => {
	const { poll, strata } = await makeCounted({ minAge: 119 });
	expect(strata).toEqual([]);
	const { rows } = await owner.query('SELECT FROM poll_strata WHERE poll_id = $1', [poll.id]);
	expect(rows).toEqual([]);
});

test('an answer is counted in its stratum once, and moves there when it changes', async () => {
	const { id } = await makeCounted({ kind: 'multiple' });
	expect(await writeVotes(pools[0], [citizen(id, 1, [1, 2], 0), citizen(id, 2, [1], 1)])).toEqual([
		'counted',
		'counted',
	]);
	expect(await tallies(id)).toEqual({ '0/-1': 1, '0/1': 1, '0/2': 1, '1/-1': 1, '1/1': 1 });
	expect(await writeVotes(pools[1], [citizen(id, 1, [1, 2], 0)])).toEqual(['same']);
	expect(await writeVotes(pools[1], [citizen(id, 1, [3], 0)])).toEqual(['changed']);
	expect(await tallies(id)).toEqual({ '0/-1': 1, '0/3': 1, '1/-1': 1, '1/1': 1 });
});

test('an answer of nobody knows where, or of a stratum that is none, is counted apart; an open poll has no strata', async () => {
	const { id } = await makeCounted();
	await writeVotes(pools[0], [citizen(id, 1, [1]), citizen(id, 2, [1], 49), citizen(id, 3, [1], -1)]);
	expect(await tallies(id)).toEqual({ '-1/-1': 3, '-1/1': 3 });
	const open = await makePoll(database.ownerUrl);
	await writeVotes(pools[0], [citizen(open.id, 1, [1], 0)]);
	expect(await tallies(open.id)).toEqual({});
});

test('a setting of one transaction is gone in the next', async () => {
	const { id } = await makeCounted();
	await writeVotes(pools[0], [citizen(id, 1, [1], 0)]);
	await writeVotes(pools[0], [citizen(id, 1, [2])]);
	// Where the voter lived is not known again, so what changes is counted there; all of them still add up.
	expect(await tallies(id)).toEqual({ '0/-1': 1, '0/1': 1, '-1/1': -1, '-1/2': 1 });
});

test('two processes and voters who change their minds at once: the strata add up to the tally', async () => {
	const { id, strata } = await makeCounted();
	const writers = openWriters(pools);
	await Promise.all(
		Array.from({ length: 600 }, (_, i) => {
			const voter = i % 150;
			return writers[i % 2]!.write(citizen(id, voter, [1 + ((i * 7) % 3)], voter % strata.length));
		}),
	);
	const { rows } = await owner.query<{ option: number; whole: string; parts: string }>(
		`SELECT option_id AS option, whole, parts
		FROM (SELECT option_id, sum(votes) AS whole FROM tally WHERE poll_id = $1 GROUP BY 1) t
		FULL JOIN (SELECT option_id, sum(votes) AS parts FROM stratum_tally WHERE poll_id = $1 AND option_id >= 0 GROUP BY 1) s
			USING (option_id)`,
		[id],
	);
	expect(rows).toHaveLength(3);
	for (const { whole, parts } of rows) expect(parts).toBe(whole);
	const ballots = await tallies(id);
	for (const [stratum] of strata.entries()) {
		const voters = Array.from({ length: 150 }, (_, voter) => voter % strata.length);
		expect(ballots[`${stratum}/-1`]).toBe(voters.filter((one) => one === stratum).length);
	}
});

test('the application can count by no other way', async () => {
	const app = new pg.Client({ connectionString: database.appUrl });
	await app.connect();
	for (const statement of [
		'INSERT INTO stratum_tally VALUES (gen_random_uuid(), 0, 1, 0, 9)',
		'UPDATE stratum_tally SET votes = votes + 9',
		'DELETE FROM stratum_tally',
		"UPDATE poll_strata SET strata = '[]'",
		'DELETE FROM poll_strata',
	]) {
		await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' });
	}
	await app.end();
});
