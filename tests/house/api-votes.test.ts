/** Answers through the public API, as a stranger sends them to the built app: what is counted, and what is refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countedSchema } from '../../src/lib/ballots/ballot.schema.ts';
import {
	deviceOf,
	expectProblem,
	expectShape,
	openDescribedApi,
	type DescribedApi,
} from '../support/described-api.ts';
import { makePoll, readCounts } from '../support/polls.ts';

let site: DescribedApi;

beforeAll(async () => {
	site = await openDescribedApi();
});
afterAll(() => site?.close());

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
	const { id, slug } = await makePoll(site.database.ownerUrl, {
		kind: 'multiple',
		options: 4,
		maxChoices: 2,
	});
	const response = await site.post(slug, body);
	await expectProblem(response, 422, 'invalid-choices');
	expect(response.headers.getSetCookie()).toEqual([]);
	await site.expectNothingStored(id);
});

test.each<[what: string, body: () => string | ReadableStream]>([
	['JSON 10,000 deep', () => nested(10_000)],
	['100 kB', () => `{"choices":[1],"x":"${'x'.repeat(100_000)}"}`],
	['10 MB', () => `{"choices":[1],"x":"${'x'.repeat(10_000_000)}"}`],
	['10 MB whose length is not announced', () => streamed(`{"choices":[1],"x":"${'x'.repeat(10_000_000)}"}`)],
])('%s is refused as too large, and nothing is stored', async (_, body) => {
	const { id, slug } = await makePoll(site.database.ownerUrl);
	await expectProblem(await site.post(slug, body()), 413, 'too-large');
	await site.expectNothingStored(id);
});

test.each([
	'text/plain',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/json',
])('a body that calls itself %s is refused', async (type) => {
	const { id, slug } = await makePoll(site.database.ownerUrl);
	await expectProblem(await site.vote(slug, [1], { 'content-type': type }), 415, 'not-json');
	await site.expectNothingStored(id);
});

test.each<[what: string, headers: Record<string, string>]>([
	['from another origin', { origin: 'https://evil.example' }],
	['from no origin at all', { origin: 'null' }],
	['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
	['that the browser calls same-site', { 'sec-fetch-site': 'same-site' }],
	['with a cookie and without an origin', { cookie: 'device=a.b' }],
	['with a cookie from another origin', { cookie: 'device=a.b', origin: 'https://evil.example' }],
])('a write %s is refused, and nothing is stored', async (_, headers) => {
	const { id, slug } = await makePoll(site.database.ownerUrl);
	await expectProblem(await site.vote(slug, [1], headers), 403, 'cross-site');
	await site.expectNothingStored(id);
});

test('an answer is counted with 201, the same again and another are 200, by the device cookie', async () => {
	const { id, slug } = await makePoll(site.database.ownerUrl);
	const first = await site.vote(slug, [1]);
	expect(first.status).toBe(201);
	const counted: unknown = await first.json();
	expectShape(countedSchema, counted);
	expect(counted).toEqual({ outcome: 'counted' });
	expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly/i);
	expect(first.headers.getSetCookie()[0]).toMatch(/SameSite=Lax/i);

	const device = site.fromOurPage(deviceOf(first));
	for (const [choices, outcome] of [
		[[1], 'same'],
		[[2], 'changed'],
		[[2], 'same'],
	] as const) {
		const again = await site.vote(slug, choices, device);
		expect(again.status).toBe(200);
		expect(await again.json()).toEqual({ outcome });
	}
	const counts = await readCounts(site.owner, id);
	expect(counts).toMatchObject({ rows: 1, tally: { 'unverified/2': 1 }, recount: { 'unverified/2': 1 } });
});

test('a forged device cookie is nobody: a new device is given out', async () => {
	const { slug } = await makePoll(site.database.ownerUrl);
	const device = deviceOf(await site.vote(slug, [1]));
	const forged = `${device.slice(0, -4)}AAAA`;
	const response = await site.vote(slug, [1], site.fromOurPage(forged));
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
	const { id, slug } = await makePoll(site.database.ownerUrl, wishes);
	await expectProblem(await site.vote(slug, [1]), status, code);
	await site.expectNothingStored(id);
});

test('a poll that does not exist is not found, whatever is asked of it', async () => {
	await expectProblem(await site.vote('khong-co-that', [1]), 404, 'not-found');
	for (const path of ['', '/results', '/results.csv', '/results/live'])
		await expectProblem(await site.ask(`/polls/khong-co-that${path}`), 404, 'not-found');
});

test('an answer that may not be changed any more is refused with 409', async () => {
	const { slug } = await makePoll(site.database.ownerUrl, { maxChanges: 0 });
	const device = site.fromOurPage(deviceOf(await site.vote(slug, [1])));
	await expectProblem(await site.vote(slug, [2], device), 409, 'no-more-changes');
});

test.each([
	['a zero byte', 'a\u0000b'],
	['half a surrogate pair', 'a\ud800b'],
	['nothing but spaces', ' \n '],
	['text that runs both ways', 'a\u202eb'],
])('words for "other" with %s are counted or refused, never a failure', async (_, other) => {
	const { slug } = await makePoll(site.database.ownerUrl, { withOther: true });
	expect([201, 422]).toContain((await site.post(slug, { choices: [2], other })).status);
});

test('words for "other" that are too long are refused before anything is stored', async () => {
	const { id, slug } = await makePoll(site.database.ownerUrl, { withOther: true });
	await expectProblem(await site.post(slug, { choices: [2], other: 'ă'.repeat(301) }), 422, 'other-too-long');
	await site.expectNothingStored(id);
});
