/** What is released of areas and ages: protected, seldom, and by whoever comes first. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll, type PollWishes } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { openWriterPool, vote } from '../../../../tests/support/voting';
import { writeVotes } from '../../ballots/server/write-votes';
import { openDb, openPool, type Db } from '../../server/db/client';
import { reading } from '../../server/db/reader';
import { readBreakdown } from './breakdown-reads';
import { releaseBreakdowns } from './release-breakdowns';

let database: TestDatabase;
let owner: pg.Pool;
let writer: pg.Pool;
let db: Db;
let voters = 0;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	writer = openWriterPool(database.appUrl, 'writer');
	db = openDb(openPool(database.appUrl, 4));
	await owner.query(`
		INSERT INTO area (code, parent_code) VALUES ('tinh', NULL), ('phuong-a', 'tinh');
		INSERT INTO area_text VALUES ('tinh', 'vi', 'Tỉnh'), ('phuong-a', 'vi', 'Phường A'), ('phuong-a', 'en', 'Ward A')`);
});
// Only a closed poll is archived.
beforeEach(async () => {
	await owner.query(
		"UPDATE poll SET closes_at = clock_timestamp() WHERE state = 'published' AND closes_at > clock_timestamp()",
	);
	await owner.query("UPDATE poll SET state = 'archived' WHERE state = 'published'");
});
afterAll(async () => {
	await Promise.all([owner?.end(), writer?.end(), db?.destroy()]);
	await database?.drop();
});

const stratum = (place: string, isRest: boolean) => ({
	...{ areas: [place], place, isRest, from: null, to: null, eligible: 300 },
});

async function makeCounted(wishes: PollWishes = {}): Promise<string> {
	const { id } = await makePoll(database.ownerUrl, { level: 'citizens', options: 3, ...wishes });
	await owner.query('INSERT INTO poll_strata VALUES ($1, $2::jsonb)', [
		id,
		JSON.stringify([stratum('phuong-a', false), stratum('tinh', true)]),
	]);
	return id;
}

/** @param counts how many of a stratum chose option 1, 2 and 3 */
async function cast(pollId: string, at: number | undefined, counts: number[]) {
	const votes = counts.flatMap((count, i) =>
		Array.from({ length: count }, () =>
			vote(pollId, `voter ${++voters}`, [i + 1], {
				voterClass: 'verified',
				...(at === undefined ? {} : { stratum: at }),
			}),
		),
	);
	await writeVotes(writer, votes);
}

const read = async (pollId: string, lang: 'vi' | 'en' = 'vi') =>
	(await reading(db, (reader) => readBreakdown(reader, pollId, lang))).breakdown;

/** As if it had been released some hours ago. */
async function age(pollId: string) {
	await owner.query('ALTER TABLE breakdown DISABLE TRIGGER kept');
	await owner.query("UPDATE breakdown SET hour = hour - interval '3 hours' WHERE poll_id = $1", [pollId]);
	await owner.query('ALTER TABLE breakdown ENABLE TRIGGER kept');
}

test('small cells are released hidden, with what would give them back; the rest rounded', async () => {
	const id = await makeCounted();
	await cast(id, 0, [3, 40, 52]);
	await cast(id, 1, [20, 31, 41]);
	expect(await releaseBreakdowns(db)).toBe(1);
	const { lines } = (await read(id))!;
	expect(lines.map(({ place, ballots, turnout }) => [place?.name, place?.isRest, ballots, turnout])).toEqual([
		['Phường A', false, 95, 32],
		['Tỉnh', true, 90, 30],
	]);
	expect(
		lines.map(({ cells }) => cells.map((cell) => (cell.shown === 'exactly' ? cell.votes : null))),
	).toEqual([
		[null, null, 50],
		[null, null, 40],
	]);
	expect((await read(id, 'en'))!.lines[0]!.place!.name).toBe('Ward A');
});

test('answers of nobody knows where are a group like the others', async () => {
	const id = await makeCounted();
	await cast(id, 0, [30, 40, 50]);
	await cast(id, 1, [20, 30, 41]);
	await cast(id, undefined, [10, 11, 12]);
	await releaseBreakdowns(db);
	expect((await read(id))!.lines.map(({ place, ballots }) => [place?.name ?? null, ballots])).toEqual([
		['Phường A', 120],
		['Tỉnh', 90],
		[null, 35],
	]);
});

test('with too few answers nothing is released', async () => {
	const id = await makeCounted();
	await cast(id, 0, [1, 2, 3]);
	expect(await releaseBreakdowns(db)).toBe(0);
	expect(await read(id)).toBeNull();
});

test('newer figures come once an hour at most, and only when every cell has grown by enough', async () => {
	const id = await makeCounted();
	await cast(id, 0, [30, 40, 50]);
	await cast(id, 1, [20, 30, 40]);
	await releaseBreakdowns(db);
	await cast(id, 0, [5, 5, 5]);
	await cast(id, 1, [5, 5, 4]);
	expect(await releaseBreakdowns(db)).toBe(0);
	await age(id);
	expect(await releaseBreakdowns(db)).toBe(0);
	expect((await read(id))!.lines[0]!.ballots).toBe(120);
	await cast(id, 1, [0, 0, 1]);
	expect(await releaseBreakdowns(db)).toBe(1);
	expect((await read(id))!.lines[0]!.ballots).toBe(135);
});

test('of two processes that come at once, one releases', async () => {
	const id = await makeCounted();
	await cast(id, 0, [30, 40, 50]);
	await cast(id, 1, [20, 30, 40]);
	const released = await Promise.all([releaseBreakdowns(db), releaseBreakdowns(db)]);
	expect(released.reduce((a, b) => a + b)).toBe(1);
	const { rows } = await owner.query('SELECT FROM breakdown WHERE poll_id = $1', [id]);
	expect(rows).toHaveLength(1);
});
