/**
 * A service outside that screens, from the built app: signed as the documentation says, never a way to be published by
 * failing, and not lost with a process that is killed while it asks.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client.ts';
import { browserOf } from '../support/account.ts';
import { startApp } from '../support/app-process.ts';
import { makeActor, makeTopic } from '../support/comments.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

interface Asked {
	headers: IncomingHttpHeaders;
	body: string;
	question: { id: string; comment: string; text: string; place: string };
}
type IsGenuine = (secret: string, headers: IncomingHttpHeaders, body: string, now?: number) => boolean;

const SECRET = `whsec_${Buffer.alloc(32, 'screening').toString('base64')}`;
const folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-webhook-'));
const asked: Asked[] = [];
let reply: (asked: Asked, response: ServerResponse) => void;
const pass: typeof reply = ({ question: { id } }, response) =>
	response.end(JSON.stringify({ id, answer: 'pass' }));

const service = createServer((request, response) => {
	void text(request).then((body) => {
		const one = { headers: request.headers, body, question: JSON.parse(body) as Asked['question'] };
		asked.push(one);
		reply(one, response);
	});
});
let database: TestDatabase;
let db: Db;
let owner: Db;
let isGenuine: IsGenuine;
const apps: Awaited<ReturnType<typeof startApp>>[] = [];
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 3));
	owner = openDb(openPool(database.ownerUrl, 2));
	await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
	const docs = readFileSync(path.resolve(import.meta.dirname, '../../docs/screening-webhook.md'), 'utf8');
	const example = path.join(folder, 'example.mjs');
	writeFileSync(example, /```js\n([^`]*(?:`[^`]+`[^`]*)*?)```/.exec(docs)![1]!);
	({ isGenuine } = (await import(/* @vite-ignore */ example)) as { isGenuine: IsGenuine });
});
afterEach(async () => {
	await Promise.all(apps.splice(0).map((app) => app.kill('SIGKILL')));
	service.closeAllConnections();
	asked.length = 0;
});
afterAll(async () => {
	service.close();
	rmSync(folder, { recursive: true, force: true });
	await Promise.all([db?.destroy(), owner?.destroy()]);
	await database?.drop();
});

async function start() {
	const { port } = service.address() as AddressInfo;
	const app = await startApp({
		databaseUrl: database.appUrl,
		env: {
			SCREENING_URL: `http://127.0.0.1:${port}/comments`,
			SCREENING_SECRET: SECRET,
			SCREENING_TIMEOUT_MS: '1000',
		},
	});
	apps.push(app);
	await app.waitReady();
	return app;
}

/** Somebody of good standing says something where comments are shown at once. @returns the comment's id */
async function say(
	app: { origin: string },
	body = `Ý kiến số ${++made} về đường sá trong xã`,
): Promise<string> {
	const author = await makeActor(db);
	const subject = await makeTopic(database);
	await sql`UPDATE thread SET mode = 'after' WHERE topic_id = (SELECT id FROM topic WHERE slug = ${subject.slug})`.execute(
		db,
	);
	await sql`WITH made AS (INSERT INTO comment (thread_id, author_id, state, published_at)
			SELECT id, ${author.personId}, 'published', clock_timestamp() FROM thread WHERE topic_id IS NOT NULL LIMIT 1 RETURNING id)
		INSERT INTO comment_revision (comment_id, revision, body, repeat_hash) SELECT id, 1, 'Lời đầu', decode(repeat('00', 32), 'hex') FROM made`.execute(
		owner,
	);
	const browser = await browserOf(db, app.origin, author.personId);
	const response = await browser.ask(`${app.origin}/api/v1/topics/${subject.slug}/comments`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ body }),
	});
	expect(response.status, 'nothing is shown before it was checked').toBe(202);
	return ((await response.json()) as { id: string }).id;
}

async function stateOf(id: string) {
	const { rows } = await sql<{
		state: string;
		findings: { reason: string; words?: string[] }[];
		jobs: number;
	}>`
		SELECT c.state, r.findings, (SELECT count(*)::int FROM screening_job j WHERE j.comment_id = c.id) AS jobs
		FROM comment c JOIN comment_revision r ON r.comment_id = c.id WHERE c.id = ${id}`.execute(db);
	return rows[0]!;
}
const settled = (id: string, expected: object) =>
	vi.waitFor(async () => expect(await stateOf(id)).toMatchObject({ ...expected, jobs: 0 }), {
		timeout: 20_000,
	});
const wasAsked = (count: number) =>
	vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(count), { timeout: 20_000, interval: 20 });
const hurry = () => sql`UPDATE screening_job SET next_try_at = clock_timestamp()`.execute(owner);

test('what passes is published, and the documented check knows the request from a forged or an old one', async () => {
	reply = pass;
	const app = await start();
	const id = await say(app);
	await settled(id, { state: 'published', findings: [] });
	const { headers, body, question } = asked[0]!;
	expect(question.comment).toBe(id);
	expect(Object.keys(question).sort()).toEqual(['comment', 'id', 'place', 'revision', 'text']);
	expect(headers['webhook-id']).toBe(question.id);
	expect(headers.cookie).toBeUndefined();
	expect(isGenuine(SECRET, headers, body)).toBe(true);
	expect(isGenuine(SECRET, headers, body.replace('text', 'TEXT'))).toBe(false);
	expect(isGenuine(SECRET, { ...headers, 'webhook-id': 'other' }, body)).toBe(false);
	expect(isGenuine(`whsec_${Buffer.alloc(32, 'x').toString('base64')}`, headers, body)).toBe(false);
	expect(isGenuine(SECRET, headers, body, Date.now() / 1000 + 301)).toBe(false);
	expect(app.readLog()).not.toContain('đường sá');
}, 60_000);

test('what the service holds stays with moderators, with its reasons as plain text', async () => {
	reply = ({ question: { id } }, response) =>
		response.end(JSON.stringify({ id, answer: 'hold', reasons: ['quảng cáo\u202e <b>'] }));
	const id = await say(await start());
	await settled(id, { state: 'held', findings: [{ reason: 'outside-hold', words: ['quảng cáo  <b>'] }] });
}, 60_000);

test.each<[string, typeof reply]>([
	['fails', (_, response) => response.writeHead(500).end()],
	['never answers', () => {}],
	['answers nonsense', (_, response) => response.end('pass')],
	[
		'answers another question',
		(_, response) => response.end(JSON.stringify({ id: crypto.randomUUID(), answer: 'pass' })),
	],
	[
		'answers without end',
		({ question: { id } }, response) => {
			response.write(JSON.stringify({ id, answer: 'pass' }));
			response.end(' '.repeat(40_000));
		},
	],
	['leads elsewhere', (_, response) => response.writeHead(307, { location: '/elsewhere' }).end()],
])(
	'a service that %s publishes nothing: asked again, and after six times left to moderators',
	async (_, odd) => {
		reply = odd;
		const id = await say(await start());
		await wasAsked(1);
		expect(await stateOf(id)).toMatchObject({
			state: 'held',
			findings: [{ reason: 'outside-pending' }],
			jobs: 1,
		});
		const { rows } = await sql<{ tries: number; wait: number }>`
		SELECT tries, extract(epoch FROM next_try_at - made_at)::int AS wait FROM screening_job`.execute(db);
		expect(rows[0]).toMatchObject({ tries: 1 });
		expect(rows[0]!.wait).toBeGreaterThanOrEqual(10);
		// As after the fifth.
		await sql`UPDATE screening_job SET tries = 5, next_try_at = clock_timestamp()`.execute(owner);
		await settled(id, { state: 'held', findings: [{ reason: 'outside-failed' }] });
		expect(asked.map(({ question }) => question.id)).toEqual([asked[0]!.question.id, asked[0]!.question.id]);
	},
	60_000,
);

test('a process that is killed while it asks leaves the question to another', async () => {
	const dying = await start();
	reply = () => void dying.kill('SIGKILL');
	const id = await say(dying);
	await wasAsked(1);
	await dying.ended;
	expect(await stateOf(id)).toMatchObject({ state: 'held', jobs: 1 });
	reply = pass;
	await hurry();
	await Promise.all([start(), start()]);
	await settled(id, { state: 'published', findings: [] });
}, 60_000);

test('an author who was barred meanwhile, or a moderator who was faster, is not overruled', async () => {
	const app = await start();
	const waiting: { asked: Asked; response: ServerResponse }[] = [];
	reply = (one, response) => void waiting.push({ asked: one, response });
	const barred = await say(app);
	await wasAsked(1);
	const decided = await say(app);
	await wasAsked(2);
	await sql`INSERT INTO sanction (person_id, kind, reason, imposed_by) SELECT author_id, 'ban', 'x', author_id FROM comment WHERE id = ${barred}`.execute(
		owner,
	);
	await sql`UPDATE comment SET state = 'rejected' WHERE id = ${decided}`.execute(owner);
	for (const one of waiting) pass(one.asked, one.response);
	await settled(barred, { state: 'held', findings: [{ reason: 'author-held' }] });
	await settled(decided, { state: 'rejected' });
}, 60_000);
