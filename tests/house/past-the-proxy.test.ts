/** ADDRESS_HEADER is set, and a request comes without that header: it is served, and counted with all others of its kind. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeTopic } from '../support/comments.ts';
import { freshDatabase } from '../support/database.ts';
import { openEventStream } from '../support/event-stream.ts';
import { makePoll } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let app: Awaited<ReturnType<typeof startApp>>;
let slug: string;
let topic: string;

beforeAll(async () => {
	database = await freshDatabase();
	app = await startApp({
		databaseUrl: database.appUrl,
		// The proxy's own address may be exempt; whoever comes past it is not.
		env: { ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '2', RATE_LIMIT_EXEMPT: '127.0.0.0/8,::1/128' },
	});
	await app.waitReady();
	({ slug } = await makePoll(database.ownerUrl));
	topic = (await makeTopic(database)).slug;
});
afterAll(async () => {
	await app?.stop();
	await database?.drop();
});

const vote = (headers: Record<string, string> = {}) =>
	fetch(`http://127.0.0.1:${app.port}/api/v1/polls/${slug}/votes`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: '{"choices":[1]}',
	});

test('a vote is counted, without the header and with one that tells of too few proxies, in one shared range', async () => {
	expect((await vote()).status).toBe(201);
	expect((await vote({ 'x-forwarded-for': '192.0.2.1' })).status).toBe(201);
	expect((await vote({ 'x-forwarded-for': '192.0.2.1, 198.51.100.1' })).status).toBe(201);
	const owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	const { rows } = await owner.query(
		'SELECT sum(hits)::int AS hits FROM rate_limit GROUP BY bucket ORDER BY 1',
	);
	await owner.end();
	expect(rows).toEqual([{ hits: 1 }, { hits: 2 }]);
});

test.each<[string, (who: Browser) => Promise<Response>, number]>([
	['the form of a vote', (who) => who.ask(...post(`/polls/${slug}?/vote`, { choice: '1' })), 307],
	['a comment', (who) => who.ask(...post(`/topics/${topic}?/comment`, { body: 'Ý của tôi' })), 303],
	['signing in by a letter', (who) => who.ask(...post('/sign-in/letter', LETTER)), 400],
	['signing in as staff', (who) => who.ask(...post('/sign-in/staff?/password', STAFF)), 400],
	['signing in by eID', (who) => who.ask(`${app.origin}/sign-in/eid`), 303],
	['a page', (who) => who.ask(`${app.origin}/polls/${slug}`), 200],
])('%s is no failure', async (_, send, status) => {
	expect((await send(new Browser())).status).toBe(status);
});

const LETTER = { code: 'ABCDEFGH2345', birth: '1/5/1990' };
const STAFF = { login: 'ai-do', password: 'một mật khẩu dài', code: '123456' };
const post = (address: string, fields: Record<string, string>): [string, RequestInit] => [
	app.origin + address,
	{ method: 'POST', body: new URLSearchParams(fields) },
];

test('a stream opens', async () => {
	const stream = await openEventStream(`http://127.0.0.1:${app.port}/api/v1/polls/${slug}/results/live`);
	expect(stream.response.status).toBe(200);
	stream.close();
});

test('the log says so, once', async () => {
	const told = () => app.readLog().match(/no address of the client/g);
	await expect.poll(told).toHaveLength(1);
});
