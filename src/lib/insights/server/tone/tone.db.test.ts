import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor } from '../../../../../tests/support/actors';
import { forgetTopics, makeActor as makeStaff, openTestThread } from '../../../../../tests/support/comments';
import { submitComment } from '../../../comments/server/submit-comment';
import { reading } from '../../../server/db/reader';
import { figuresOf } from '../../tone/counted';
import { shippedModel } from '../../tone/shipped-model';
import { toneFiltersSchema, type ToneFilters } from '../../tone.schema';
import { checkTone } from './check-tone';
import { askAnew, rateDue } from './rate-due';
import { listAllRated, listRated, listTallies } from './tone-reads';

let room: Awaited<ReturnType<typeof openTestThread>>;
let owner: pg.Pool;
const rater = () => ({ model: shippedModel(), version: 'first' });

const GOOD = 'Cán bộ rất nhiệt tình, làm việc nhanh, tôi rất hài lòng và cảm ơn.';
const BAD = 'Thái độ phục vụ quá tệ, chờ lâu, rất thất vọng và bức xúc.';
const ENGLISH = 'The office was very helpful and everybody was friendly to us.';

beforeAll(async () => {
	room = await openTestThread();
	owner = new pg.Pool({ connectionString: room.database.ownerUrl, max: 3 });
	// The database may be dropped before the server has seen its connections go.
	owner.on('error', () => {});
});
afterAll(async () => {
	await owner?.end();
	await room?.close();
});
beforeEach(async () => {
	await forgetTopics(owner);
	await room.renew();
});

async function say(body: string): Promise<string> {
	const id = await room.say(await room.regular(), body);
	await owner.query("UPDATE comment SET published_at = now() - interval '1 minute' WHERE id = $1", [id]);
	return id;
}

const asked = (filters: Partial<ToneFilters> = {}) => ({
	filters: { ...toneFiltersSchema.parse({}), of: `topics/${room.subject.slug}`, ...filters },
	lang: 'vi' as const,
	scope: null,
});
const figures = async () => figuresOf(await reading(room.db, (reader) => listTallies(reader, asked())));
const list = async (filters: Partial<ToneFilters> = {}) =>
	(await reading(room.db, (reader) => listRated(reader, asked(filters)))).comments;

test('what is published is rated with the words that carried it, and counted', async () => {
	await say(GOOD);
	const bad = await say(BAD);
	await say(ENGLISH);
	expect((await figures()).all).toBe(0);
	await rateDue(room.db, rater());
	expect((await figures()).counts).toMatchObject({ positive: 1, negative: 1, 'not-rated': 1 });
	const found = (await list()).find(({ id }) => id === bad)!;
	expect(found).toMatchObject({ tone: 'negative', isSure: true, checked: null });
	const words = found.words.map(({ start, end }) => found.body.slice(start, end));
	expect(words.length).toBeGreaterThan(0);
	expect(words.every((word) => word.length > 0 && BAD.includes(word))).toBe(true);
	expect(await rateDue(room.db, rater())).toBe(0);
});

test('what an official answers is no tone of the people', async () => {
	const asked = await say(BAD);
	const official = await makeStaff(room.db, { roles: ['official'] });
	const answer = { body: GOOD, parentId: asked, asOfficial: true };
	expect(await submitComment(room.db, official, room.subject, answer)).toMatchObject({ ok: true });
	await owner.query("UPDATE comment SET published_at = now() - interval '1 minute'");
	await rateDue(room.db, rater());
	expect((await figures()).counts).toMatchObject({ positive: 0, negative: 1 });
	expect((await list()).map(({ id }) => id)).toEqual([asked]);
});

test('a file has all that fits in the order of the page, however many lie on one day', async () => {
	for (let i = 0; i < 5; i++) await say(i % 2 ? `${GOOD} Lần ${i}.` : `${BAD} Lần ${i}.`);
	await rateDue(room.db, rater());
	const all = async (filters: Partial<ToneFilters> = {}) => {
		const ids: string[] = [];
		for await (const { id } of listAllRated(room.db, asked(filters), 2)) ids.push(id);
		return ids;
	};
	const page = (await list()).map(({ id }) => id);
	expect(page).toHaveLength(5);
	expect(await all()).toEqual(page);
	expect(await all({ tone: 'negative' })).toEqual((await list({ tone: 'negative' })).map(({ id }) => id));
	expect(await all({ day: '2020-01-01' })).toEqual([]);
});

test('a correction counts at once, is kept for good, and a later one counts in its place', async () => {
	const id = await say(GOOD);
	await rateDue(room.db, rater());
	const official = await makeActor(room.db, 'official');
	const moderator = await makeActor(room.db, 'moderator');
	const check = { comment: id, revision: 1 };
	expect(await checkTone(room.db, official, { ...check, tone: 'negative' })).toEqual({
		ok: true,
		value: null,
	});
	expect(await figures()).toMatchObject({ checked: 1, judged: 1, agreed: 0 });
	expect((await figures()).counts).toMatchObject({ positive: 0, negative: 1 });
	expect((await checkTone(room.db, moderator, { ...check, tone: 'positive' })).ok).toBe(true);
	expect(await figures()).toMatchObject({ checked: 1, judged: 1, agreed: 1 });
	const { rows } = await owner.query(
		'SELECT tone, machine FROM tone_check WHERE comment_id = $1 ORDER BY id',
		[id],
	);
	expect(rows).toEqual([
		{ tone: 'negative', machine: 'positive' },
		{ tone: 'positive', machine: 'positive' },
	]);
	await expect(owner.query("UPDATE tone_check SET tone = 'neutral'")).rejects.toThrow();
	expect(await list({ open: 'yes' })).toEqual([]);
});

test('nobody corrects without a role, beyond their area, or another text than the one they read', async () => {
	const id = await say(GOOD);
	const check = { comment: id, revision: 1, tone: 'negative' } as const;
	const official = await makeActor(room.db, 'official');
	const elsewhere = { ...official, grants: [{ role: 'official' as const, area: 'xa-nao-do' }] };
	for (const by of [await makeActor(room.db, 'editor'), elsewhere]) {
		expect(await checkTone(room.db, by, check)).toEqual({ ok: false, reason: 'not-found' });
	}
	expect(await checkTone(room.db, official, { ...check, revision: 2 })).toEqual({
		ok: false,
		reason: 'changed',
	});
});

test('what is taken back counts no more; shown again it keeps what people said', async () => {
	const id = await say(GOOD);
	await rateDue(room.db, rater());
	await checkTone(room.db, await makeActor(room.db, 'official'), {
		comment: id,
		revision: 1,
		tone: 'neutral',
	});
	await owner.query("UPDATE comment SET state = 'rejected', published_at = NULL WHERE id = $1", [id]);
	expect((await figures()).all).toBe(0);
	await owner.query("UPDATE comment SET state = 'published', published_at = now() WHERE id = $1", [id]);
	await rateDue(room.db, rater());
	expect((await figures()).counts.neutral).toBe(1);
});

test('another model rates everything anew, and leaves what people said', async () => {
	const [checked, other] = [await say(GOOD), await say(BAD)];
	await rateDue(room.db, rater());
	await checkTone(room.db, await makeActor(room.db, 'official'), {
		comment: checked,
		revision: 1,
		tone: 'neutral',
	});
	expect(await askAnew(room.db, 'first')).toBe(0);
	// Each of the two also has a first comment elsewhere.
	expect(await askAnew(room.db, 'second')).toBe(4);
	const heard: number[] = [];
	await rateDue(room.db, { ...rater(), version: 'second' }, { onProgress: (rated) => heard.push(rated) });
	expect(heard).toEqual([4]);
	const { rows } = await owner.query<{ id: string; model: string; counts_as: string }>(
		'SELECT comment_id AS id, model, counts_as FROM tone_rating WHERE thread_id = $2 ORDER BY comment_id = $1',
		[checked, room.thread.id],
	);
	expect(rows).toEqual([
		{ id: other, model: 'second', counts_as: 'negative' },
		{ id: checked, model: 'second', counts_as: 'neutral' },
	]);
});

test('many at once rate each comment once, and the figures are those of the ratings', async () => {
	const ids = await Promise.all(Array.from({ length: 60 }, (_, i) => say(`${i % 2 ? GOOD : BAD} Lần ${i}.`)));
	const official = await makeActor(room.db, 'official');
	const [rated] = await Promise.all([
		Promise.all(Array.from({ length: 4 }, () => rateDue(room.db, rater()))),
		...ids
			.slice(0, 15)
			.map((comment) => checkTone(room.db, official, { comment, revision: 1, tone: 'neutral' })),
		owner.query("UPDATE comment SET state = 'withdrawn', published_at = NULL WHERE id = ANY ($1)", [
			ids.slice(50),
		]),
	]);
	expect(rated.reduce((sum, n) => sum + n)).toBeLessThanOrEqual(120);
	await rateDue(room.db, rater());
	const { rows } = await owner.query<{ all: number; neutral: number; checked: number }>(
		`SELECT count(*)::int AS all, count(*) FILTER (WHERE counts_as = 'neutral')::int AS neutral, count(checked)::int AS checked
		FROM tone_rating WHERE thread_id = $1`,
		[room.thread.id],
	);
	expect(rows[0]).toEqual({ all: 50, neutral: 15, checked: 15 });
	const { all, counts, checked } = await figures();
	expect({ all, neutral: counts.neutral, checked }).toEqual(rows[0]);
});

test('who withdraws several comments in one transaction never waits in a circle with who rates', async () => {
	const rated = await say(GOOD);
	await rateDue(room.db, rater());
	// Of the three that wait, the one that is about to be withdrawn may come first, and the rater passes by it.
	const waiting = await Promise.all([1, 2, 3].map((n) => say(`${GOOD} Lần ${n}.`)));
	const [gone, ...others] = waiting.sort();
	const withdrawing = new pg.Client({ connectionString: room.database.appUrl });
	await withdrawing.connect();
	const withdraw = (id: string) =>
		withdrawing.query("UPDATE comment SET state = 'withdrawn', published_at = NULL WHERE id = $1", [id]);
	await withdrawing.query('BEGIN');
	await withdrawing.query('SELECT FROM comment WHERE id = $1 FOR UPDATE', [gone]);
	await withdraw(rated);
	const rating = rateDue(room.db, rater());
	const { rows } = await withdrawing.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
	const waiters = async () =>
		(
			await owner.query('SELECT FROM pg_locks WHERE NOT granted AND $1 = ANY (pg_blocking_pids(pid))', [
				rows[0]!.pid,
			])
		).rowCount;
	await expect.poll(waiters).toBe(1);
	await withdraw(gone!);
	await withdrawing.query('COMMIT');
	await withdrawing.end();
	await rating;
	expect((await figures()).all).toBe(others.length);
});

test('whoever is killed over a batch leaves it to the next', async () => {
	await say(GOOD);
	const client = new pg.Client({ connectionString: room.database.appUrl });
	client.on('error', () => {});
	await client.connect();
	await client.query('BEGIN');
	await client.query('SELECT FROM tone_due FOR UPDATE');
	expect(await rateDue(room.db, rater())).toBe(0);
	const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
	await room.db.executeQuery(sql`SELECT pg_terminate_backend(${rows[0]!.pid}, 5000)`.compile(room.db));
	expect(await rateDue(room.db, rater())).toBe(2);
	expect((await figures()).all).toBe(1);
});

test('an official of another area sees none of it', async () => {
	await say(GOOD);
	await rateDue(room.db, rater());
	const seen = await reading(room.db, (reader) => listTallies(reader, { ...asked(), scope: ['xa-nao-do'] }));
	expect(seen).toEqual([]);
});
