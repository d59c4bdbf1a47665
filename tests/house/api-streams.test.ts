/** Live results through the public API. */
import { afterAll, beforeAll, test, expect } from 'vitest';
import { resultsSchema } from '../../src/lib/ballots/ballot.schema.ts';
import { expectShape, openDescribedApi, type DescribedApi } from '../support/described-api.ts';
import { openEventStream, type EventStream } from '../support/event-stream.ts';
import { makePoll } from '../support/polls.ts';

let site: DescribedApi;
/** Open from the beginning, so that nobody waits for its heartbeat. */
let quiet: EventStream;

beforeAll(async () => {
	site = await openDescribedApi();
	const { slug } = await makePoll(site.database.ownerUrl);
	quiet = await openEventStream(`${site.api}/polls/${slug}/results/live`);
});
afterAll(async () => {
	quiet?.close();
	await site?.close();
});

test('a stream brings the results at once, and a vote within 1.5 seconds', async () => {
	const { slug } = await makePoll(site.database.ownerUrl);
	const stream = await openEventStream(`${site.api}/polls/${slug}/results/live`);
	expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
	const first = await stream.wait((block) => block.startsWith('event: results'), 1_000);
	const data: unknown = JSON.parse(/^data: (.*)$/m.exec(first)![1]!);
	expectShape(resultsSchema, data);
	await site.vote(slug, [1]);
	await stream.wait((block) => block.includes('"ballots":1'), 1_500);
	stream.close();
});

test('a stream in another language has the labels of that language', async () => {
	const { slug } = await makePoll(site.database.ownerUrl);
	const stream = await openEventStream(`${site.api}/polls/${slug}/results/live`, { 'accept-language': 'en' });
	await stream.wait((block) => block.includes('"label":"Option 1"'), 1_000);
	stream.close();
});

test('a quiet stream gets a comment every 15 seconds', async () => {
	await quiet.wait((block) => /^:[^\n]*$/.test(block), 17_000);
});
