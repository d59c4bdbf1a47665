/** The public API as a stranger meets it: the built app, its real answers, and its own description of them. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countedSchema, problemSchema, resultsSchema } from '../../src/lib/ballots/ballot.schema.ts';
import { pollListSchema, pollSchema } from '../../src/lib/polls/poll.schema.ts';
import { startApp } from '../support/app-process.ts';
import { freshDatabase } from '../support/database.ts';
import { openEventStream, type EventStream } from '../support/event-stream.ts';
import { makePoll, readCounts } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

interface Document {
	openapi: string;
	paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>>;
}

let database: TestDatabase;
let owner: pg.Pool;
let app: Awaited<ReturnType<typeof startApp>>;
let api: string;
let description: Document;
/** Open from the beginning, so that nobody waits for its heartbeat. */
let quiet: EventStream;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	api = `http://127.0.0.1:${app.port}/api/v1`;
	description = (await (await fetch(`${api}/openapi.json`)).json()) as Document;
	const { slug } = await makePoll(database.ownerUrl);
	quiet = await openEventStream(`${api}/polls/${slug}/results/live`);
});
afterAll(async () => {
	quiet?.close();
	await app?.stop();
	await owner?.end();
	await database?.drop();
});

/** Asks, and holds the answer against the OpenAPI document. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
	const response = await fetch(api + path, { ...init, duplex: 'half' } as RequestInit);
	const template = path.replace(/\?.*/, '').replace(/^\/polls\/[^/]+/, '/polls/{slug}');
	const described =
		description.paths[template]?.[(init.method ?? 'GET').toLowerCase()]?.responses[response.status];
	expect(described, `${init.method ?? 'GET'} ${template} -> ${response.status} is described`).toBeDefined();
	if (response.status !== 304)
		expect(Object.keys(described?.content ?? {})).toContain(
			response.headers.get('content-type')?.split(';')[0],
		);
	return response;
}

function post(slug: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
	return ask(`/polls/${slug}/votes`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' || body instanceof ReadableStream ? body : JSON.stringify(body),
	});
}

const vote = (slug: string, choices: unknown, headers?: Record<string, string>) =>
	post(slug, { choices }, headers);

/** As a browser sends it from our own page. */
const fromOurPage = (cookie: string) => ({ cookie, origin: app.origin });

const deviceOf = (response: Response) => response.headers.getSetCookie()[0]!.split(';')[0]!;

async function expectProblem(response: Response, status: number, code: string) {
	expect(response.status).toBe(status);
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	const body: unknown = await response.json();
	expect(problemSchema.parse(body)).toEqual(body);
	expect(body).toMatchObject({ status, code });
}

/** Valid, and without anything that the document does not mention. */
function expectShape(schema: { parse(value: unknown): unknown }, body: unknown) {
	expect(schema.parse(body)).toEqual(body);
}

async function expectNothingStored(pollId: string) {
	expect(await readCounts(owner, pollId)).toEqual({
		rows: 0,
		tally: {},
		recount: {},
		turnout: {},
		ballots: {},
	});
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** Without a length announced. */
function streamed(text: string): ReadableStream<Uint8Array> {
	return new Blob([text]).stream() as ReadableStream<Uint8Array>;
}

test.each<[what: string, body: unknown]>([
	['no choices', { choices: [] }],
	['an option 0 that the poll lacks', { choices: [0] }],
	['the same option twice', { choices: [1, 1] }],
	['an unknown option', { choices: [9] }],
	['too many options', { choices: [1, 2, 3] }],
	['a thousand options', { choices: Array.from({ length: 1_000 }, (_, i) => i) }],
	['a text for an option', { choices: ['1'] }],
	['half an option', { choices: [1.5] }],
	['an option past 32 bits', { choices: [2 ** 31] }],
	['an option past 53 bits', '{"choices":[9007199254740993]}'],
	['an endless option', '{"choices":[1e999]}'],
	['an option below zero', { choices: [-1] }],
	['null', { choices: [null] }],
	['an object for the list', { choices: { 0: 1, length: 1 } }],
	['choices within choices', { choices: [[1]] }],
	['another name for the choices', { choice: [1] }],
	['words that are no text', { choices: [1], other: { toString: 'x' } }],
	['an array', [1]],
	['a number', '1'],
	['an empty body', ''],
	['half a JSON', '{"choices":[1'],
	['JSON 5,000 deep', nested(5_000)],
	['JSON 5,000 deep as choices', `{"choices":${nested(5_000)}}`],
	['a prototype', '{"__proto__":{"choices":[1]}}'],
])('%s is refused as invalid choices, and nothing is stored', async (_, body) => {
	const { id, slug } = await makePoll(database.ownerUrl, { kind: 'multiple', options: 4, maxChoices: 2 });
	const response = await post(slug, body);
	await expectProblem(response, 422, 'invalid-choices');
	expect(response.headers.getSetCookie()).toEqual([]);
	await expectNothingStored(id);
});

test.each<[what: string, body: () => string | ReadableStream]>([
	['JSON 10,000 deep', () => nested(10_000)],
	['100 kB', () => `{"choices":[1],"x":"${'x'.repeat(100_000)}"}`],
	['10 MB', () => `{"choices":[1],"x":"${'x'.repeat(10_000_000)}"}`],
	['10 MB whose length is not announced', () => streamed(`{"choices":[1],"x":"${'x'.repeat(10_000_000)}"}`)],
])('%s is refused as too large, and nothing is stored', async (_, body) => {
	const { id, slug } = await makePoll(database.ownerUrl);
	await expectProblem(await post(slug, body()), 413, 'too-large');
	await expectNothingStored(id);
});

test.each([
	'text/plain',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/json',
])('a body that calls itself %s is refused', async (type) => {
	const { id, slug } = await makePoll(database.ownerUrl);
	await expectProblem(await vote(slug, [1], { 'content-type': type }), 415, 'not-json');
	await expectNothingStored(id);
});

test.each<[what: string, headers: Record<string, string>]>([
	['from another origin', { origin: 'https://evil.example' }],
	['from no origin at all', { origin: 'null' }],
	['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
	['that the browser calls same-site', { 'sec-fetch-site': 'same-site' }],
	['with a cookie and without an origin', { cookie: 'device=a.b' }],
	['with a cookie from another origin', { cookie: 'device=a.b', origin: 'https://evil.example' }],
])('a write %s is refused, and nothing is stored', async (_, headers) => {
	const { id, slug } = await makePoll(database.ownerUrl);
	await expectProblem(await vote(slug, [1], headers), 403, 'cross-site');
	await expectNothingStored(id);
});

test('an answer is counted with 201, the same again and another are 200, by the device cookie', async () => {
	const { id, slug } = await makePoll(database.ownerUrl);
	const first = await vote(slug, [1]);
	expect(first.status).toBe(201);
	const counted: unknown = await first.json();
	expectShape(countedSchema, counted);
	expect(counted).toEqual({ outcome: 'counted' });
	expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly/i);
	expect(first.headers.getSetCookie()[0]).toMatch(/SameSite=Lax/i);

	const device = fromOurPage(deviceOf(first));
	for (const [choices, outcome] of [
		[[1], 'same'],
		[[2], 'changed'],
		[[2], 'same'],
	] as const) {
		const again = await vote(slug, choices, device);
		expect(again.status).toBe(200);
		expect(await again.json()).toEqual({ outcome });
	}
	const counts = await readCounts(owner, id);
	expect(counts).toMatchObject({ rows: 1, tally: { 'unverified/2': 1 }, recount: { 'unverified/2': 1 } });
});

test('a forged device cookie is nobody: a new device is given out', async () => {
	const { slug } = await makePoll(database.ownerUrl);
	const device = deviceOf(await vote(slug, [1]));
	const forged = `${device.slice(0, -4)}AAAA`;
	const response = await vote(slug, [1], fromOurPage(forged));
	expect(response.status).toBe(201);
	expect(deviceOf(response)).not.toBe(forged);
});

test.each<[what: string, wishes: Parameters<typeof makePoll>[1], status: number, code: string]>([
	['a closed poll', { opensAt: '-2 hours', closesAt: '-1 hour' }, 410, 'poll-closed'],
	['an archived poll', { state: 'archived' }, 410, 'poll-closed'],
	['a scheduled poll', { opensAt: '1 hour', closesAt: '2 hours' }, 403, 'poll-not-open'],
	['a draft', { state: 'draft' }, 404, 'not-found'],
	['a poll for citizens', { level: 'citizens' }, 401, 'sign-in-required'],
	['a secret poll', { level: 'secret' }, 401, 'sign-in-required'],
])('%s refuses a vote', async (_, wishes, status, code) => {
	const { id, slug } = await makePoll(database.ownerUrl, wishes);
	await expectProblem(await vote(slug, [1]), status, code);
	await expectNothingStored(id);
});

test('a poll that does not exist is not found, whatever is asked of it', async () => {
	await expectProblem(await vote('khong-co-that', [1]), 404, 'not-found');
	for (const path of ['', '/results', '/results.csv', '/results/live'])
		await expectProblem(await ask(`/polls/khong-co-that${path}`), 404, 'not-found');
});

test('an answer that may not be changed any more is refused with 409', async () => {
	const { slug } = await makePoll(database.ownerUrl, { maxChanges: 0 });
	const device = fromOurPage(deviceOf(await vote(slug, [1])));
	await expectProblem(await vote(slug, [2], device), 409, 'no-more-changes');
});

test.each([
	['a zero byte', 'a\u0000b'],
	['half a surrogate pair', 'a\ud800b'],
	['nothing but spaces', ' \n '],
	['text that runs both ways', 'a\u202eb'],
])('words for "other" with %s are counted or refused, never a failure', async (_, other) => {
	const { slug } = await makePoll(database.ownerUrl, { withOther: true });
	expect([201, 422]).toContain((await post(slug, { choices: [2], other })).status);
});

test('words for "other" that are too long are refused before anything is stored', async () => {
	const { id, slug } = await makePoll(database.ownerUrl, { withOther: true });
	await expectProblem(await post(slug, { choices: [2], other: 'ă'.repeat(301) }), 422, 'other-too-long');
	await expectNothingStored(id);
});

test('polls, a poll and results have the described shape, in the language that was asked for', async () => {
	const question = 'Đường làng nào cần sửa?';
	const { slug } = await makePoll(database.ownerUrl, { kind: 'multiple', options: 3, question });
	await vote(slug, [1, 3]);
	const found = await ask('/polls?status=open&q=duong+LANG', { headers: { 'accept-language': 'vi' } });
	const list = (await found.json()) as { polls: { slug: string }[] };
	expectShape(pollListSchema, list);
	expect(list.polls.map((poll) => poll.slug)).toEqual([slug]);

	const poll = await ask(`/polls/${slug}`, { headers: { 'accept-language': 'en' } });
	expect(poll.headers.get('content-language')).toBe('en');
	const body = (await poll.json()) as { options: { label: string }[]; opensAt: string };
	expectShape(pollSchema, body);
	expect(body.options[0]!.label).toBe('Option 1');

	const results = (await (await ask(`/polls/${slug}/results`)).json()) as {
		classes: { class: string; ballots: number; options: { id: number; votes: number; share: number }[] }[];
	};
	expectShape(resultsSchema, results);
	const unverified = results.classes.find((group) => group.class === 'unverified');
	expect(unverified?.ballots).toBe(1);
	expect(unverified?.options.map(({ id, votes, share }) => [id, votes, share])).toEqual([
		[1, 1, 1],
		[2, 0, 0],
		[3, 1, 1],
	]);
});

const MADE_UP = [
	'99999999999999999_00000000-0000-4000-8000-000000000000',
	'1_------------------------------------',
	Buffer.from('2026-99-99 99:99:99|00000000-0000-4000-8000-000000000000').toString('base64url'),
];

test.each([
	'status=draft',
	'cursor=nonsense',
	...MADE_UP.map((cursor) => `cursor=${cursor}`),
	`q=${'x'.repeat(101)}`,
])('a list asked for with %s is refused', async (query) => {
	await expectProblem(await ask(`/polls?${query}`), 422, 'invalid-query');
});

test.each(['q=%25', "q='%3B--", 'q=%5C', 'q=%00', 'q=_', 'cursor=', 'q=%F0%9F%98%80'])(
	'a list asked for with %s is an answer or a refusal, never a failure',
	async (query) => {
		expect([200, 422]).toContain((await ask(`/polls?${query}`)).status);
	},
);

test('a list is read on from where it ended, and nobody is met twice', async () => {
	for (let n = 0; n < 23; n++) await makePoll(database.ownerUrl, { question: `Kênh mương số ${n}?` });
	const slugs: string[] = [];
	let next: string | null = '';
	for (let pages = 0; next !== null && pages < 5; pages++) {
		const from: string = next && `&cursor=${encodeURIComponent(next)}`;
		const list = (await (await ask(`/polls?status=open&q=kenh+muong${from}`)).json()) as {
			polls: { slug: string }[];
			next: string | null;
		};
		slugs.push(...list.polls.map(({ slug }) => slug));
		next = list.next;
	}
	expect(slugs).toHaveLength(23);
	expect(new Set(slugs).size).toBe(23);
});

test.each([
	['GET', '/nowhere', 404, 'not-found'],
	['GET', '/polls/Not_A_Slug', 404, 'not-found'],
	['DELETE', '/polls', 405, 'method-not-allowed'],
	['GET', '/polls/any-poll/votes', 405, 'method-not-allowed'],
])('%s %s, which the API does not have, is a problem like others', async (method, path, status, code) => {
	const response = await fetch(api + path, { method });
	await expectProblem(response, status, code);
	expect(response.headers.get('access-control-allow-origin')).toBe(method === 'GET' ? '*' : null);
	if (status === 405) expect(response.headers.get('allow')).toMatch(/GET|POST/);
});

const READS = ['/results', '/results.csv', '/results/live'];

test('results that are shown after closing are hidden from everybody before, and shown after', async () => {
	const { id, slug } = await makePoll(database.ownerUrl, { resultPolicy: 'after-close' });
	const device = fromOurPage(deviceOf(await vote(slug, [1])));
	for (const path of READS) {
		await expectProblem(await ask(`/polls/${slug}${path}`), 403, 'results-hidden');
		await expectProblem(await ask(`/polls/${slug}${path}`, { headers: device }), 403, 'results-hidden');
	}
	await owner.query('UPDATE poll SET closes_at = clock_timestamp() WHERE id = $1', [id]);
	const results = await ask(`/polls/${slug}/results`);
	expect(results.status).toBe(200);
	expect(await results.json()).toMatchObject({ status: 'closed' });
});

test('results that are shown after voting are shown to the device that voted, and kept in no shared cache', async () => {
	const { slug } = await makePoll(database.ownerUrl, { resultPolicy: 'after-vote' });
	const device = fromOurPage(deviceOf(await vote(slug, [1])));
	const elsewhere = await makePoll(database.ownerUrl);
	const stranger = fromOurPage(deviceOf(await vote(elsewhere.slug, [1])));
	for (const path of READS) {
		await expectProblem(await ask(`/polls/${slug}${path}`), 403, 'results-hidden');
		await expectProblem(await ask(`/polls/${slug}${path}`, { headers: stranger }), 403, 'results-hidden');
		const seen = await ask(`/polls/${slug}${path}`, { headers: device });
		expect(seen.status).toBe(200);
		expect(seen.headers.get('cache-control')).toMatch(/no-store/);
		await seen.body?.cancel();
	}
});

test('nobody sees results before a poll opens', async () => {
	const { slug } = await makePoll(database.ownerUrl, { opensAt: '1 hour', closesAt: '2 hours' });
	for (const path of READS) await expectProblem(await ask(`/polls/${slug}${path}`), 403, 'results-hidden');
});

test('results that have not changed are 304, and others are sent', async () => {
	const { slug } = await makePoll(database.ownerUrl);
	const first = await ask(`/polls/${slug}/results`);
	const etag = first.headers.get('etag')!;
	const again = await ask(`/polls/${slug}/results`, { headers: { 'if-none-match': etag } });
	expect(again.status).toBe(304);
	expect(await again.text()).toBe('');
	await vote(slug, [1]);
	const changed = await ask(`/polls/${slug}/results`, { headers: { 'if-none-match': etag } });
	expect(changed.status).toBe(200);
	expect(changed.headers.get('etag')).not.toBe(etag);
});

test('any site may read, refusals included, and none may write', async () => {
	const { slug } = await makePoll(database.ownerUrl);
	const headers = { origin: 'https://news.example' };
	for (const path of ['/polls', `/polls/${slug}`, `/polls/${slug}/results`, '/polls/khong-co-that'])
		expect((await ask(path, { headers })).headers.get('access-control-allow-origin')).toBe('*');
	const preflight = await fetch(`${api}/polls/${slug}/votes`, {
		method: 'OPTIONS',
		headers: { ...headers, 'access-control-request-method': 'POST' },
	});
	expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
	expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
});

test('the export is a table file with every class and option', async () => {
	const { slug } = await makePoll(database.ownerUrl);
	await vote(slug, [2]);
	const response = await ask(`/polls/${slug}/results.csv`);
	expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${slug}.csv"`);
	const bytes = Buffer.from(await response.arrayBuffer());
	expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
	const rows = bytes.toString('utf8').trim().split('\r\n');
	expect(rows).toHaveLength(5);
	expect(rows.at(-1)).toMatch(/,open,unverified,1,2,Câu 2,1,1$/);
});

test('the description is OpenAPI 3.1 and names each path of the contract', () => {
	expect(description.openapi).toMatch(/^3\.1\./);
	expect(Object.keys(description.paths)).toEqual(
		expect.arrayContaining([
			'/polls',
			'/polls/{slug}',
			'/polls/{slug}/results',
			'/polls/{slug}/results/live',
			'/polls/{slug}/results.csv',
			'/polls/{slug}/votes',
		]),
	);
});

test('a stream brings the results at once, and a vote within 1.5 seconds', async () => {
	const { slug } = await makePoll(database.ownerUrl);
	const stream = await openEventStream(`${api}/polls/${slug}/results/live`);
	expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
	const first = await stream.wait((block) => block.startsWith('event: results'), 1_000);
	const data: unknown = JSON.parse(/^data: (.*)$/m.exec(first)![1]!);
	expectShape(resultsSchema, data);
	await vote(slug, [1]);
	await stream.wait((block) => block.includes('"ballots":1'), 1_500);
	stream.close();
});

test('a stream in another language has the labels of that language', async () => {
	const { slug } = await makePoll(database.ownerUrl);
	const stream = await openEventStream(`${api}/polls/${slug}/results/live`, { 'accept-language': 'en' });
	await stream.wait((block) => block.includes('"label":"Option 1"'), 1_000);
	stream.close();
});

test('a quiet stream gets a comment every 15 seconds', async () => {
	await quiet.wait((block) => /^:[^\n]*$/.test(block), 17_000);
});
