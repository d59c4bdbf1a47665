import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeActor, makeTopic } from '../../../../tests/support/comments';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { cursorSchema } from '../../comments/comment.schema';
import { openDb, openPool, type Db } from '../../server/db/client';
import { reading } from '../../server/db/reader';
import { filtersSchema } from '../filters.schema';
import { saidSchema, type SaidFilters } from '../said.schema';
import type { Scope } from './choices';
import { readCommentFigures } from './comment-figures';
import { listSaid, readSaid } from './said-reads';

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;
let topic: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 3));
	await owner.query("INSERT INTO area (code, parent_code) VALUES ('tinh', NULL), ('xa-b', 'tinh')");
	await makePoll(database.ownerUrl, {
		slug: 'o-xa',
		level: 'citizens',
		eligibleArea: 'xa-b',
		question: 'Ở xã?',
	});
	await makePoll(database.ownerUrl, { slug: 'ca-tinh', question: 'Cả tỉnh?' });
	topic = (await makeTopic(database)).slug;
	const { personId } = await makeActor(db);
	const say = async (
		name: string,
		where: string,
		hours: number,
		wishes: { parent?: string; state?: string } = {},
	) => {
		const { parent, state = 'published' } = wishes;
		const { rows } = await owner.query<{ id: string }>(
			`INSERT INTO comment (thread_id, author_id, parent_id, root_id, depth, state, is_official, state_since, published_at)
			SELECT t.id, $2, $3::uuid, $3::uuid, ($3::uuid IS NOT NULL)::int, $4, $5, at, CASE $4 WHEN 'published' THEN at END
			FROM thread t LEFT JOIN poll p ON p.id = t.poll_id LEFT JOIN topic o ON o.id = t.topic_id,
				(SELECT date_trunc('hour', now()) - make_interval(hours => $6::int) + interval '10 minutes' AS at) x
			WHERE coalesce(p.slug, o.slug) = $1 RETURNING id`,
			[where, personId, parent ? ids[parent] : null, state, name === 'tra-loi', hours],
		);
		ids[name] = rows[0]!.id;
		await owner.query(
			`INSERT INTO comment_revision (comment_id, revision, body, repeat_hash) VALUES ($1, 1, $2, sha256($2::text::bytea))`,
			[ids[name], `Lời ${name}`],
		);
	};
	await say('moi', 'ca-tinh', 1);
	await say('cu', 'ca-tinh', 24 * 9);
	await say('rat-cu', 'ca-tinh', 24 * 60);
	await say('xa', 'o-xa', 30);
	await say('chu-de', topic, 50);
	await say('tra-loi', topic, 20, { parent: 'chu-de' });
	await say('cho', topic, 5, { state: 'held' });
	await say('cho-lau', 'ca-tinh', 24 * 5, { state: 'held' });
	await say('bo', 'ca-tinh', 3, { state: 'rejected' });
});
afterAll(async () => {
	await Promise.all([owner?.end(), db?.destroy()]);
	await database?.drop();
});

const ask = (filters: Partial<SaidFilters>, scope: Scope = null) => ({
	filters: { ...saidSchema.parse({}), ...filters },
	lang: 'vi' as const,
	scope,
});
const read = (filters: Partial<SaidFilters> = {}, scope: Scope = null) =>
	reading(db, (reader) => readSaid(reader, ask(filters, scope)));
const names = async (filters: Partial<SaidFilters> = {}, scope: Scope = null) =>
	(await read(filters, scope)).said.map(({ body }) => body.replace('Lời ', ''));

test('what was published in the period, the newest first; nothing that waits or was refused', async () => {
	expect(await names()).toEqual(['moi', 'tra-loi', 'xa', 'chu-de']);
	expect(await names({ period: 30 })).toEqual(['moi', 'tra-loi', 'xa', 'chu-de', 'cu']);
});

test('poll, topic and area narrow it, and so does what somebody may look at', async () => {
	expect(await names({ poll: 'ca-tinh', period: 90 })).toEqual(['moi', 'cu', 'rat-cu']);
	expect(await names({ topic })).toEqual(['tra-loi', 'chu-de']);
	expect(await names({ area: 'tinh' })).toEqual(['xa']);
	expect(await names({}, ['xa-b'])).toEqual(['xa']);
	expect(await names({}, [])).toEqual([]);
	expect((await read({ poll: 'ca-tinh' })).question).toBe('Cả tỉnh?');
});

test('the number of a day is the number of comments that the day lists', async () => {
	const { times, found, said } = await read({ period: 90 });
	expect(found).toBe(6);
	expect(times.reduce((sum, { count }) => sum + count, 0)).toBe(said.length);
	for (const { from, count } of times.filter((one) => one.count > 0)) {
		expect(await names({ day: from }), from).toHaveLength(count);
	}
});

test('all the time there is can be asked for, and days from one to another', async () => {
	const all = await read({ period: 0 });
	expect([all.found, all.said.length, all.unit]).toEqual([6, 6, 'day']);
	expect(all.times[0]!.count).toBe(1);
	const [first, last] = [all.times[0]!.from, all.times.at(-1)!.to];
	expect((await read({ day: first, until: last })).found).toBe(6);
	const { times, found } = await read({ day: first, until: all.times[1]!.to });
	expect([times.length, found]).toEqual([2, 1]);
	expect((await read({ day: first, until: '2020-01-01' })).times).toHaveLength(1);
	const long = await read({ day: '2020-01-01', until: last });
	expect([long.unit, long.found]).toEqual(['month', 6]);
});

test('the first official answer of the conversation stands beside what it answers', async () => {
	const { said } = await read({ topic });
	expect(said.map(({ isOfficial, answerId }) => [isOfficial, answerId])).toEqual([
		[true, null],
		[false, ids['tra-loi']],
	]);
});

test('pages go on where the last one ended, and the file holds all of them', async () => {
	const where = await owner.query<{ id: string }>(
		`SELECT t.id FROM thread t JOIN topic o ON o.id = t.topic_id WHERE slug = $1`,
		[topic],
	);
	await owner.query(
		`WITH made AS (
			INSERT INTO comment (thread_id, author_id, state, published_at)
			SELECT $1, (SELECT id FROM person LIMIT 1), 'published', now() - interval '3 days' - make_interval(secs => n / 2)
			FROM generate_series(1, 45) n RETURNING id)
		INSERT INTO comment_revision (comment_id, revision, body, repeat_hash) SELECT id, 1, 'nhiều', sha256(id::text::bytea) FROM made`,
		[where.rows[0]!.id],
	);
	const seen = new Set<string>();
	let after: SaidFilters['after'];
	let pages = 0;
	do {
		const page = await read({ topic, after });
		expect(page.found).toBe(47);
		for (const { id } of page.said) seen.add(id);
		after = page.next === null ? undefined : cursorSchema.parse(page.next);
		pages++;
	} while (after);
	expect([seen.size, pages]).toEqual([47, 3]);
	const filed: { id: string }[] = [];
	for await (const one of listSaid(db, ask({ topic }), new Date())) filed.push(one);
	expect(new Set(filed.map(({ id }) => id))).toEqual(seen);
	expect(filed).toHaveLength(47);
});

test('the overview counts what waits and for how long, what is new, and where that changed most', async () => {
	const figures = await reading(db, (reader) =>
		readCommentFigures(reader, { filters: filtersSchema.parse({ period: 7 }), lang: 'vi', scope: null }),
	);
	expect(figures).toMatchObject({
		held: 2,
		rejected: 1,
		waits: { day: 1, three: 0, longer: 1 },
		now: 49,
		before: 1,
		movers: [{ kind: 'topic', slug: topic, now: 47, before: 0 }],
	});
	expect(figures.oldest!.getTime()).toBeLessThan(Date.now() - 4 * 86_400_000);
});

test('a page that goes back over many days and conversations leaves nothing out and turns nothing round', async () => {
	await owner.query(
		`WITH threads AS (SELECT array_agg(id) AS ids FROM thread), made AS (
			INSERT INTO comment (thread_id, author_id, state, published_at)
			SELECT t.ids[1 + n % cardinality(t.ids)], (SELECT id FROM person LIMIT 1), 'published', now() - n * interval '17 hours'
			FROM threads t, generate_series(1, 65) n RETURNING id)
		INSERT INTO comment_revision (comment_id, revision, body, repeat_hash) SELECT id, 1, 'tản mát', sha256(id::text::bytea) FROM made`,
	);
	const { rows } = await owner.query<{ id: string }>(
		"SELECT id FROM comment WHERE state = 'published' ORDER BY published_at DESC, id DESC",
	);
	const seen: string[] = [];
	let after: SaidFilters['after'];
	do {
		const page = await read({ period: 0, after });
		seen.push(...page.said.map(({ id }) => id));
		after = page.next === null ? undefined : cursorSchema.parse(page.next);
	} while (after);
	expect(seen).toEqual(rows.map(({ id }) => id));
});
