/** How many live streams a process holds, for an address and in all. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../support/app-process.ts';
import { freshDatabase } from '../support/database.ts';
import { openEventStream, type EventStream } from '../support/event-stream.ts';
import { makePoll } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let app: Awaited<ReturnType<typeof startApp>>;
let address: string;
const streams: EventStream[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	app = await startApp({
		databaseUrl: database.appUrl,
		env: { LIVE_MAX_PER_ADDRESS: '2', LIVE_MAX: '3', ADDRESS_HEADER: 'x-forwarded-for' },
	});
	await app.waitReady();
	const { slug } = await makePoll(database.ownerUrl);
	address = `http://127.0.0.1:${app.port}/api/v1/polls/${slug}/results/live`;
});
afterAll(async () => {
	for (const stream of streams) stream.close();
	await app?.stop();
	await database?.drop();
});

async function watchFrom(ip: string) {
	const stream = await openEventStream(address, { 'x-forwarded-for': ip });
	streams.push(stream);
	return stream;
}

async function expectRefused(ip: string) {
	const response = await fetch(address, { headers: { 'x-forwarded-for': ip } });
	expect(response.status).toBe(503);
	expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
	expect(await response.json()).toMatchObject({ code: 'too-many-streams' });
}

test('an address has its streams, the process has its own, and one that goes makes room', async () => {
	const [first] = [await watchFrom('192.0.2.1'), await watchFrom('192.0.2.1')];
	expect(first.response.status).toBe(200);
	await expectRefused('192.0.2.1');
	const other = await watchFrom('198.51.100.7');
	expect(other.response.status).toBe(200);
	await expectRefused('203.0.113.9');

	first.close();
	await expect.poll(async () => (await watchFrom('192.0.2.1')).response.status, { timeout: 5_000 }).toBe(200);
	await expectRefused('203.0.113.9');
});
