import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { openDb, openPool, type Db } from '../../server/db/client';
import { reading } from '../../server/db/reader';
import { filtersSchema, type Filters } from '../filters.schema';
import { dayInVietnam } from '../../shared/vietnam-time';
import { bucketAt } from '../time-buckets';
import type { Scope } from './choices';
import { readOverview } from './overview-reads';

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 2));
	await owner.query(`
		INSERT INTO area (code, parent_code) VALUES ('tinh', NULL), ('phuong-a', 'tinh'), ('xa-b', 'tinh');
		INSERT INTO area_text VALUES ('phuong-a', 'vi', 'Phường A')`);
	const make = (slug: string, wishes = {}) =>
		makePoll(database.ownerUrl, { slug, opensAt: '-40 days', ...wishes });
	const old = await make('cu-ky', { question: 'Đường sá ra sao?', closesAt: '2 days' });
	const fresh = await make('moi-mo', { opensAt: '-2 days', closesAt: '1 day' });
	const over = await make('da-dong', { closesAt: '-1 day' });
	const hidden = await make('an-so', { resultPolicy: 'after-close', closesAt: '3 days' });
	await make('o-phuong', { level: 'citizens', eligibleArea: 'phuong-a', closesAt: '4 days' });
	await make('ban-nhap', { state: 'draft' });
	const hours = [
		[old.id, 'verified', 1, 40],
		[old.id, 'verified', 24 * 8, 25],
		[old.id, 'unverified', 2, 7],
		[old.id, 'unverified', 24 * 20, 90],
		[fresh.id, 'unverified', 3, 30],
		[over.id, 'verified', 24 * 9, 500],
		[hidden.id, 'unverified', 1, 300],
	] as const;
	for (const [poll, voters, ago, ballots] of hours) {
		await owner.query(
			"INSERT INTO turnout_by_hour VALUES ($1, $2, date_trunc('hour', now(), 'UTC') - make_interval(hours => $3), 0, $4)",
			[poll, voters, ago, ballots],
		);
		await owner.query(
			`INSERT INTO turnout AS t VALUES ($1, $2, 0, $3) ON CONFLICT (poll_id, voter_class, slot) DO UPDATE SET ballots = t.ballots + $3`,
			[poll, voters, ballots],
		);
	}
});
afterAll(async () => {
	await Promise.all([owner?.end(), db?.destroy()]);
	await database?.drop();
});

const read = (filters: Partial<Filters> = {}, scope: Scope = null) =>
	reading(db, (reader) =>
		readOverview(reader, { filters: { ...filtersSchema.parse({}), ...filters }, lang: 'vi', scope }),
	);
const slugs = async (filters: Partial<Filters>, scope: Scope = null) =>
	(await read(filters, scope)).polls.map(({ slug }) => slug);

test('the next to close comes first, what is closed last, a draft never', async () => {
	expect(await slugs({})).toEqual(['moi-mo', 'cu-ky', 'an-so', 'o-phuong', 'da-dong']);
});

test('a poll stands against the period before, by class', async () => {
	const old = (await read()).polls.find(({ slug }) => slug === 'cu-ky')!;
	expect(old.ballots).toEqual({ verified: 65, unverified: 97 });
	expect(old.movements).toEqual([
		{ class: 'verified', now: 40, before: 25 },
		{ class: 'unverified', now: 7, before: 0 },
	]);
	const month = (await read({ period: 30 })).polls.find(({ slug }) => slug === 'cu-ky')!;
	expect(month.movements[1]).toEqual({ class: 'unverified', now: 97, before: null });
});

test('what is drawn of a period adds up to its new answers, each on its day in Vietnam', async () => {
	for (const period of [7, 30, 90] as const) {
		const { polls } = await read({ period });
		for (const { newAnswers, movements } of polls) {
			const sums = movements.map(({ class: voters }) =>
				(newAnswers[voters] ?? []).reduce((sum, one) => sum + one, 0),
			);
			expect(sums).toEqual(movements.map(({ now }) => now));
		}
	}
	const { polls, times } = await read({ period: 30 });
	const { newAnswers } = polls.find(({ slug }) => slug === 'cu-ky')!;
	const hour = Math.floor(times.now.getTime() / 3_600_000);
	const on = (ago: number) => bucketAt(times.buckets, dayInVietnam(new Date((hour - ago) * 3_600_000)));
	expect(newAnswers.unverified![on(24 * 20)]).toBe(90);
	expect(newAnswers.verified![on(24 * 8)]).toBe(25);
});

test('past hours whose counters are folded are counted as before; the present one is left alone', async () => {
	const [poll] = (await owner.query<{ id: string }>(`SELECT id FROM poll WHERE slug = 'cu-ky'`)).rows;
	await owner.query(
		`INSERT INTO turnout_by_hour SELECT $1, 'verified', date_trunc('hour', now(), 'UTC') - make_interval(hours => h), slot, 3
		FROM generate_series(1, 5) slot, unnest(ARRAY[0, 5]) h`,
		[poll!.id],
	);
	const before = (await read()).polls.find(({ slug }) => slug === 'cu-ky')!;
	await sql`SELECT fold_past_hours()`.execute(db);
	await sql`SELECT fold_past_hours()`.execute(db);
	const after = (await read()).polls.find(({ slug }) => slug === 'cu-ky')!;
	expect([after.movements, after.newAnswers]).toEqual([before.movements, before.newAnswers]);
	const { rows } = await owner.query(
		`SELECT count(*)::int AS rows FROM turnout_by_hour WHERE slot BETWEEN 1 AND 5 GROUP BY hour`,
	);
	expect(rows).toEqual([{ rows: 5 }]);
	await owner.query(`DELETE FROM turnout_by_hour WHERE ballots IN (3, 15)`);
});

test('what moved most is open, and says when there is nothing to compare with', async () => {
	expect((await read()).movers.map(({ slug, movement }) => [slug, movement.class, movement.before])).toEqual([
		['moi-mo', 'unverified', null],
		['cu-ky', 'verified', 25],
	]);
});

test('what the result policy hides is hidden here too', async () => {
	const hidden = (await read()).polls.find(({ slug }) => slug === 'an-so')!;
	expect(hidden).toMatchObject({ ballots: null, movements: [], newAnswers: {} });
});

test('opinions that moved are read off kept points: of what the period brought, and of no hidden poll', async () => {
	expect((await read()).opinions).toEqual([]);
	await owner.query(
		`INSERT INTO share_point (poll_id, voter_class, hour, ballots, votes)
		SELECT p.id, v.class, date_trunc('hour', now(), 'UTC') - make_interval(hours => v.ago), v.ballots, v.votes
		FROM poll p, (VALUES
			('unverified', 24 * 20, 60, '{"1": 30, "2": 30}'::jsonb),
			('verified', 24 * 9, 100, '{"1": 50, "2": 50}'),
			('verified', 24 * 8, 110, '{"1": 50, "2": 60}'),
			('verified', 1, 210, '{"1": 130, "2": 80}')) v (class, ago, ballots, votes)
		WHERE p.slug IN ('cu-ky', 'an-so') ORDER BY v.ago DESC`,
	);
	const { opinions } = await read();
	expect(opinions).toMatchObject([
		{ slug: 'cu-ky', label: 'Câu 1', shift: { class: 'verified', option: 1, now: 0.8, ballots: 100 } },
	]);
	expect(opinions[0]!.shift.before).toBeCloseTo(50 / 110);
	// Nothing stood a month ago.
	expect((await read({ period: 30 })).opinions).toEqual([]);
});

test('filters narrow the list: words without accents, status, area with what it contains', async () => {
	expect(await slugs({ q: 'duong SA' })).toEqual(['cu-ky']);
	expect(await slugs({ status: 'closed' })).toEqual(['da-dong']);
	expect(await slugs({ area: 'tinh' })).toEqual(['o-phuong']);
	expect(await slugs({ area: 'xa-b' })).toEqual([]);
	expect(await slugs({ topic: 'khong-co' })).toEqual([]);
	expect((await read()).areas).toEqual([{ value: 'phuong-a', name: 'Phường A' }]);
	await owner.query(
		`UPDATE thread SET area_code = 'xa-b' WHERE poll_id = (SELECT id FROM poll WHERE slug = 'cu-ky')`,
	);
	// Whose comments can be chosen, though no poll is of it alone.
	expect((await read()).areas.map(({ value }) => value).sort()).toEqual(['phuong-a', 'xa-b']);
});

test('an official of an area sees its polls and no others', async () => {
	expect(await slugs({}, ['phuong-a'])).toEqual(['o-phuong']);
	expect(await slugs({}, ['xa-b'])).toEqual([]);
	expect(await slugs({}, [])).toEqual([]);
});

test('pages hold twenty; one past the end shows the last', async () => {
	for (let i = 0; i < 16; i++) await makePoll(database.ownerUrl, { slug: `nhieu-${i}`, closesAt: '10 days' });
	const first = await read({ q: '' });
	expect([first.polls.length, first.found, first.pages]).toEqual([20, 21, 2]);
	const last = await read({ page: 9 });
	expect(last.polls).toHaveLength(1);
});
