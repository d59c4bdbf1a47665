/** Reading through the public API, as a stranger does: polls, results, and who sees them when. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resultsSchema } from '../../src/lib/ballots/ballot.schema.ts';
import { pollListSchema, pollSchema } from '../../src/lib/polls/poll.schema.ts';
import {
	deviceOf,
	expectProblem,
	expectShape,
	openDescribedApi,
	type DescribedApi,
} from '../support/described-api.ts';
import { makePoll } from '../support/polls.ts';

let site: DescribedApi;

beforeAll(async () => {
	site = await openDescribedApi();
});
afterAll(() => site?.close());

test('polls, a poll and results have the described shape, in the language that was asked for', async () => {
	const question = 'Đường làng nào cần sửa?';
	const { slug } = await makePoll(site.database.ownerUrl, { kind: 'multiple', options: 3, question });
	await site.vote(slug, [1, 3]);
	const found = await site.ask('/polls?status=open&q=duong+LANG', { headers: { 'accept-language': 'vi' } });
	const list = (await found.json()) as { polls: { slug: string }[] };
	expectShape(pollListSchema, list);
	expect(list.polls.map((poll) => poll.slug)).toEqual([slug]);

	const poll = await site.ask(`/polls/${slug}`, { headers: { 'accept-language': 'en' } });
	expect(poll.headers.get('content-language')).toBe('en');
	const body = (await poll.json()) as { options: { label: string }[]; opensAt: string };
	expectShape(pollSchema, body);
	expect(body.options[0]!.label).toBe('Option 1');

	const results = (await (await site.ask(`/polls/${slug}/results`)).json()) as {
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
	await expectProblem(await site.ask(`/polls?${query}`), 422, 'invalid-query');
});

test.each(['q=%25', "q='%3B--", 'q=%5C', 'q=%00', 'q=_', 'cursor=', 'q=%F0%9F%98%80'])(
	'a list asked for with %s is an answer or a refusal, never a failure',
	async (query) => {
		expect([200, 422]).toContain((await site.ask(`/polls?${query}`)).status);
	},
);

test('a list is read on from where it ended, and nobody is met twice', async () => {
	for (let n = 0; n < 23; n++) await makePoll(site.database.ownerUrl, { question: `Kênh mương số ${n}?` });
	const slugs: string[] = [];
	let next: string | null = '';
	for (let pages = 0; next !== null && pages < 5; pages++) {
		const from: string = next && `&cursor=${encodeURIComponent(next)}`;
		const list = (await (await site.ask(`/polls?status=open&q=kenh+muong${from}`)).json()) as {
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
	const response = await fetch(site.api + path, { method });
	await expectProblem(response, status, code);
	expect(response.headers.get('access-control-allow-origin')).toBe(method === 'GET' ? '*' : null);
	if (status === 405) expect(response.headers.get('allow')).toMatch(/GET|POST/);
});

const READS = ['/results', '/results.csv', '/results/live'];

test('results that are shown after closing are hidden from everybody before, and shown after', async () => {
	const { id, slug } = await makePoll(site.database.ownerUrl, { resultPolicy: 'after-close' });
	const device = site.fromOurPage(deviceOf(await site.vote(slug, [1])));
	for (const path of READS) {
		await expectProblem(await site.ask(`/polls/${slug}${path}`), 403, 'results-hidden');
		await expectProblem(await site.ask(`/polls/${slug}${path}`, { headers: device }), 403, 'results-hidden');
	}
	await site.owner.query('UPDATE poll SET closes_at = clock_timestamp() WHERE id = $1', [id]);
	const results = await site.ask(`/polls/${slug}/results`);
	expect(results.status).toBe(200);
	expect(await results.json()).toMatchObject({ status: 'closed' });
});

test('results that are shown after voting are shown to the device that voted, and kept in no shared cache', async () => {
	const { slug } = await makePoll(site.database.ownerUrl, { resultPolicy: 'after-vote' });
	const device = site.fromOurPage(deviceOf(await site.vote(slug, [1])));
	const elsewhere = await makePoll(site.database.ownerUrl);
	const stranger = site.fromOurPage(deviceOf(await site.vote(elsewhere.slug, [1])));
	for (const path of READS) {
		await expectProblem(await site.ask(`/polls/${slug}${path}`), 403, 'results-hidden');
		await expectProblem(
			await site.ask(`/polls/${slug}${path}`, { headers: stranger }),
			403,
			'results-hidden',
		);
		const seen = await site.ask(`/polls/${slug}${path}`, { headers: device });
		expect(seen.status).toBe(200);
		expect(seen.headers.get('cache-control')).toMatch(/no-store/);
		await seen.body?.cancel();
	}
});

test('nobody sees results before a poll opens', async () => {
	const { slug } = await makePoll(site.database.ownerUrl, { opensAt: '1 hour', closesAt: '2 hours' });
	for (const path of READS)
		await expectProblem(await site.ask(`/polls/${slug}${path}`), 403, 'results-hidden');
});

test('results that have not changed are 304, and others are sent', async () => {
	const { slug } = await makePoll(site.database.ownerUrl);
	const first = await site.ask(`/polls/${slug}/results`);
	const etag = first.headers.get('etag')!;
	const again = await site.ask(`/polls/${slug}/results`, { headers: { 'if-none-match': etag } });
	expect(again.status).toBe(304);
	expect(await again.text()).toBe('');
	await site.vote(slug, [1]);
	const changed = await site.ask(`/polls/${slug}/results`, { headers: { 'if-none-match': etag } });
	expect(changed.status).toBe(200);
	expect(changed.headers.get('etag')).not.toBe(etag);
});

test('any site may read, refusals included, and none may write', async () => {
	const { slug } = await makePoll(site.database.ownerUrl);
	const headers = { origin: 'https://news.example' };
	for (const path of ['/polls', `/polls/${slug}`, `/polls/${slug}/results`, '/polls/khong-co-that'])
		expect((await site.ask(path, { headers })).headers.get('access-control-allow-origin')).toBe('*');
	const preflight = await fetch(`${site.api}/polls/${slug}/votes`, {
		method: 'OPTIONS',
		headers: { ...headers, 'access-control-request-method': 'POST' },
	});
	expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
	expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
});

test('the export is a table file with every class and option', async () => {
	const { slug } = await makePoll(site.database.ownerUrl);
	await site.vote(slug, [2]);
	const response = await site.ask(`/polls/${slug}/results.csv`);
	expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${slug}.csv"`);
	const bytes = Buffer.from(await response.arrayBuffer());
	expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
	const rows = bytes.toString('utf8').trim().split('\r\n');
	expect(rows).toHaveLength(5);
	expect(rows.at(-1)).toMatch(/,open,unverified,1,2,Câu 2,1,1$/);
});

test('the description is OpenAPI 3.1 and names each path of the contract', () => {
	expect(site.description.openapi).toMatch(/^3\.1\./);
	expect(Object.keys(site.description.paths)).toEqual(
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
