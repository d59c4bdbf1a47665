/** Hostile text in every field that somebody can fill around comments: on every page that shows it, in the API and in exports. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherAuthorKey } from '../../src/lib/ballots/server/voter-key';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { startApp } from '../support/app-process.ts';
import { browserOf } from '../support/account.ts';
import type { Browser } from '../support/browser.ts';
import { makeCitizen } from '../support/citizens.ts';
import { makeTopic } from '../support/comments.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let db: Db;
let owner: Db;
let app: Awaited<ReturnType<typeof startApp>>;
let slug: string;

/** Each field gets its own, so that one sees which was let through. */
const evil = (field: string) =>
	`<script>alert("${field}")</script><img src=x onerror="${field}()">\u202e${field}\u2066"'><b>javascript:alert(1)`;
/** In text a quotation mark is one; what opens a tag or turns the direction is not. */
const RAW = /<script>alert\("|<img src=x|<b>javascript|\u202e|\u2066|href="javascript:/i;

interface Person {
	id: string;
	name: string;
	browser: Browser;
}

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 4));
	owner = openDb(openPool(database.ownerUrl, 1));
	app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	({ slug } = await makeTopic(database));
});
afterAll(async () => {
	await app?.stop();
	await Promise.all([db?.destroy(), owner?.destroy()]);
	await database?.drop();
});

async function somebody(
	name: string,
	roles: ('moderator' | 'official' | 'administrator')[] = [],
): Promise<Person> {
	const id = await makeCitizen(db, { displayName: name, roles });
	return { id, name, browser: await browserOf(db, app.origin, id) };
}

const read = async ({ browser }: Person, path: string) => (await browser.ask(app.origin + path)).text();
async function send({ browser }: Person, path: string, form: Record<string, string>): Promise<number> {
	const response = await browser.ask(app.origin + path, { method: 'POST', body: new URLSearchParams(form) });
	await response.text();
	return response.status;
}
async function findComment(author: Person): Promise<string> {
	const { id } = await db
		.selectFrom('comment')
		.select('id')
		.where('authorId', '=', author.id)
		.orderBy('createdAt', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	return id;
}
/** Decisions take effect after some seconds. */
const passSeconds = () =>
	sql`UPDATE comment SET published_at = published_at - interval '6 seconds', state_since = state_since - interval '6 seconds'`.execute(
		owner,
	);

test('is words on every page that shows it, in the API and in the export, and tells nobody who reported', async () => {
	const moderator = await somebody(evil('moderator').slice(0, 60), ['moderator']);
	const second = await somebody('Người duyệt hai', ['moderator']);
	const author = await somebody(evil('author').slice(0, 60));
	const reporter = await somebody(`Người báo ${randomUUID().slice(0, 8)}`);
	const topic = `/topics/${slug}`;

	expect(await send(author, `${topic}?/comment`, { body: evil('body') })).toBe(200);
	const comment = await findComment(author);
	const decide = { comment, revision: '1', seen: 'held' };
	expect(await send(moderator, '/moderation?/decide', { ...decide, verdict: 'approve' })).toBe(200);
	await passSeconds();
	const report = { comment, reason: 'other', note: evil('report') };
	expect(await send(reporter, `${topic}?/report`, report)).toBe(200);
	await db.updateTable('comment').set({ stateSince: new Date() }).where('id', '=', comment).execute();

	const path = `/moderation/people/${author.id}`;
	const sanction = { kind: 'warn', reason: evil('sanction'), days: '' };
	expect(await send(moderator, `${path}?/impose`, sanction)).toBe(200);
	expect(await send(moderator, `${path}?/note`, { body: evil('note') })).toBe(200);
	const reject = { ...decide, seen: 'published', verdict: 'reject', reason: 'other', note: evil('reason') };
	const reported = await read(moderator, '/moderation?queue=published');
	expect(await send(moderator, '/moderation?/decide', reject)).toBe(200);
	await passSeconds();
	expect(await send(author, '/account/comments?/appeal', { comment, words: evil('appeal') })).toBe(200);

	const poll = await makePoll(database.ownerUrl, { withOther: true });
	const words = evil('own').replace(/[\u202e\u2066]/g, '');
	await db
		.insertInto('otherAnswer')
		.values({
			pollId: poll.id,
			authorKey: otherAuthorKey(Buffer.alloc(32, 1), { class: 'unverified', id: randomUUID() }),
			body: words,
		})
		.execute();
	const answers = await read(moderator, '/moderation/answers');
	const { id: answer } = await db.selectFrom('otherAnswer').select('id').executeTakeFirstOrThrow();
	const approve = { answer, body: words, seen: 'held', becomes: 'published' };
	expect(await send(moderator, '/moderation/answers?/decide', approve)).toBe(200);

	const shown: Record<string, [page: string, fields: string[]]> = {
		'the reported comment': [reported, ['body', 'report']],
		'the answers': [answers, ['own']],
		'the appeals': [await read(second, '/moderation?queue=appeals'), ['body', 'appeal', 'moderator']],
		'the rejected': [await read(second, '/moderation?queue=rejected'), ['body', 'reason']],
		'the person': [await read(second, path), ['body', 'sanction', 'note', 'author']],
		"the author's page": [await read(author, '/account/comments'), ['body', 'reason', 'sanction']],
		'the results': [await read(author, `/polls/${poll.slug}/results`), ['own']],
		'the second look': [await read(second, '/moderation/second-look'), []],
		'the topic': [await read(author, topic), []],
	};
	for (const [where, [page, fields]] of Object.entries(shown)) {
		expect([where, RAW.exec(page)?.[0]]).toEqual([where, undefined]);
		for (const field of fields)
			expect([
				where,
				page.includes(`&quot;${field}&quot;`) || page.includes(`"${field}"`) || page.includes(field),
			]).toEqual([where, true]);
		// Not to the moderator, not to the author: a report has no name.
		expect([where, page.includes(reporter.name), page.includes(reporter.id)]).toEqual([where, false, false]);
	}
	const exported = await read(author, '/account/my-data.json');
	const data = JSON.parse(exported) as object;
	expect(JSON.stringify(data)).toContain('<script>alert(');
	expect(exported).not.toContain(reporter.id);
	expect(exported).not.toContain(reporter.name);
	// A note of staff is for staff: neither its words nor that there is one.
	expect(exported).not.toContain('note()');
	expect(shown["the author's page"]![0]).not.toContain('note()');
});

test("a citizen who takes an official's name is not taken for one", async () => {
	const official = await somebody('Nguyễn Văn Lãnh Đạo', ['official']);
	const twin = await somebody('Nguyễn Văn Lãnh Đạo');
	await db.updateTable('thread').set({ mode: 'after' }).execute();
	const topic = `/topics/${slug}`;
	expect(await send(twin, `${topic}?/comment`, { body: 'Tôi là lãnh đạo', official: 'yes' })).toBe(422);
	expect(await send(twin, `${topic}?/comment`, { body: 'Tôi nói như lãnh đạo' })).toBe(200);
	await db
		.updateTable('comment')
		.set({ state: 'published', publishedAt: new Date() })
		.where('authorId', '=', twin.id)
		.execute();
	expect(await send(official, `${topic}?/comment`, { body: 'Tôi trả lời thật', official: 'yes' })).toBe(200);
	const { comments } = (await (await fetch(`${app.origin}/api/v1/topics/${slug}/comments`)).json()) as {
		comments: { body: string; official: boolean }[];
	};
	expect(comments.map(({ body, official: is }) => [body, is])).toEqual([
		['Tôi trả lời thật', true],
		['Tôi nói như lãnh đạo', false],
	]);
});

test('answers in own words are shown with the results, and hidden with them', async () => {
	const reader = await somebody('Người đọc');
	for (const [resultPolicy, isShown] of [
		['live', true],
		['after-vote', false],
		['after-close', false],
	] as const) {
		const poll = await makePoll(database.ownerUrl, { withOther: true, resultPolicy });
		const body = `Lời riêng ${randomUUID()}`;
		const authorKey = Buffer.from(randomUUID().replaceAll('-', '').repeat(2), 'hex');
		await owner
			.insertInto('otherAnswer')
			.values({ pollId: poll.id, authorKey, body, state: 'published' })
			.execute();
		await owner
			.insertInto('otherAnswer')
			.values({ pollId: poll.id, authorKey: Buffer.alloc(32, 9), body: `Chưa duyệt ${body}` })
			.execute();
		const page = await read(reader, `/polls/${poll.slug}/results`);
		expect([resultPolicy, page.includes(body)]).toEqual([resultPolicy, isShown]);
		expect(page).not.toContain('Chưa duyệt');
		expect(page).not.toContain(authorKey.toString('hex'));
	}
});
