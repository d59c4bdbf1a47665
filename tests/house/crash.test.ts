/** What has been acknowledged is there, exactly once, whatever is killed meanwhile. Real processes, real disk. */
import { mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeEmbedded, startEmbedded } from '../../scripts/postgres/embedded.ts';
import { register } from 'tsx/esm/api';
import { startApp } from '../support/app-process.ts';
import { openDb, openPool } from '../../src/lib/server/db/client';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { openDoor, type Door } from '../support/door.ts';
import { openEventStream, type EventStream } from '../support/event-stream.ts';
import { makePoll, readCounts, type MadePoll } from '../support/polls.ts';
import { cloneTemplate, makeTemplate, type TestDatabase } from '../support/template.ts';

type App = Awaited<ReturnType<typeof startApp>>;

const folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-crash-'));
chmodSync(folder, 0o755); // if root runs this, PostgreSQL runs as another
const dataDir = path.join(folder, 'postgres');

let door: Door; // the same address for the database before and after a restart
let database: TestDatabase;
const apps: App[] = [];

beforeAll(async () => {
	const postgres = await startEmbedded({ dataDir });
	door = await openDoor(postgres.port);
	const unregister = register(); // Kysely imports the migrations by itself, past Vite
	database = await cloneTemplate(await makeTemplate(door.through(postgres.url)));
	await unregister();
});
afterAll(async () => {
	await Promise.all(apps.map((app) => app.kill('SIGKILL')));
	await door?.shut();
	await removeEmbedded({ dataDir });
	rmSync(folder, { recursive: true, force: true });
});

async function start(port?: number): Promise<App> {
	const app = await startApp({ databaseUrl: database.appUrl, port });
	apps.push(app);
	await app.waitReady();
	return app;
}

async function countsOf(poll: MadePoll) {
	const client = new pg.Client({ connectionString: database.ownerUrl });
	await client.connect();
	try {
		return await readCounts(client, poll.id);
	} finally {
		await client.end();
	}
}

function killPostgres() {
	const [pid] = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
	process.kill(Number(pid), 'SIGKILL');
}

interface Acknowledged {
	cookie: string;
	choice: number;
}

async function send(app: App, poll: MadePoll, choice: number, cookie?: string) {
	return fetch(`http://127.0.0.1:${app.port}/api/v1/polls/${poll.slug}/votes`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...(cookie ? { cookie, origin: app.origin } : {}) },
		body: JSON.stringify({ choices: [choice] }),
	});
}

/** New voters without end, through all processes by turns, until stopped. */
function startLoad(poll: MadePoll, targets: App[], voters = 24) {
	const acknowledged: Acknowledged[] = [];
	const waiting: { count: number; tell: () => void }[] = [];
	const unexpected: string[] = [];
	let running = true;
	let sent = 0;
	const work = async (n: number) => {
		while (running) {
			const choice = poll.options[sent++ % poll.options.length]!;
			try {
				const response = await send(targets[n % targets.length]!, poll, choice);
				await response.arrayBuffer();
				if (response.status === 201) {
					acknowledged.push({ cookie: response.headers.getSetCookie()[0]!.split(';')[0]!, choice });
					for (const one of waiting) if (acknowledged.length >= one.count) one.tell();
				} else if (response.status !== 503) unexpected.push(`${response.status}`);
			} catch {
				// Nobody was told anything: this vote may or may not count. Let others have a turn.
				await new Promise(setImmediate);
			}
		}
	};
	const workers = Promise.all(Array.from({ length: voters }, (_, n) => work(n)));
	return {
		acknowledged,
		unexpected,
		reach: (more: number) =>
			new Promise<void>((tell) => waiting.push({ count: acknowledged.length + more, tell })),
		async stop() {
			running = false;
			await workers;
		},
	};
}

/** Each acknowledged answer, sent once more, is known already. */
async function expectAllThere(app: App, poll: MadePoll, acknowledged: Acknowledged[]) {
	const before = await countsOf(poll);
	expect(before.rows).toBeGreaterThanOrEqual(acknowledged.length);
	const queue = [...acknowledged];
	const lost: string[] = [];
	const check = async () => {
		for (let one = queue.pop(); one; one = queue.pop()) {
			const response = await send(app, poll, one.choice, one.cookie);
			const { outcome } = (await response.json()) as { outcome?: string };
			if (outcome !== 'same') lost.push(`${response.status} ${outcome}`);
		}
	};
	await Promise.all(Array.from({ length: 16 }, check));
	expect(lost).toEqual([]);
	const after = await countsOf(poll);
	expect(after).toEqual(before);
	expect(after.tally).toEqual(after.recount);
	expect(after.turnout).toEqual(after.ballots);
}

test('a process that is killed under load has lost nothing that was acknowledged, and the other goes on', async () => {
	const poll = await makePoll(database.ownerUrl);
	const [first, second] = [await start(), await start()];
	const targets = [first, second];
	const load = startLoad(poll, targets);
	await load.reach(300);
	await first.kill('SIGKILL');
	await load.reach(200); // through the other
	targets[0] = await start(first.port);
	await load.reach(200);
	await load.stop();
	expect([...new Set(load.unexpected)]).toEqual([]);
	await expectAllThere(second, poll, load.acknowledged);
	await Promise.all([targets[0].stop(), second.stop()]);
}, 60_000);

test('a database that is killed under load comes back with all that was acknowledged, and streams go on', async () => {
	const poll = await makePoll(database.ownerUrl);
	const app = await start();
	const stream = await openEventStream(`http://127.0.0.1:${app.port}/api/v1/polls/${poll.slug}/results/live`);
	await stream.wait((block) => block.startsWith('event: results'), 2_000);
	const load = startLoad(poll, [app]);
	for (let round = 0; round < 2; round++) {
		await load.reach(200);
		killPostgres();
		door.target = (await startEmbedded({ dataDir })).port;
	}
	await load.reach(200);
	await load.stop();
	expect([...new Set(load.unexpected)], app.readLog()).toEqual([]);
	await expectAllThere(app, poll, load.acknowledged);

	const { rows } = await countsOf(poll);
	expect((await send(app, poll, 1)).status).toBe(201);
	await stream.wait((block) => block.includes(`"ballots":${rows + 1},`), 5_000);
	stream.close();
	await app.stop();
}, 90_000);

/** One of each kind, each after its first word. */
async function openStreams(app: App, poll: MadePoll): Promise<{ event: string; stream: EventStream }[]> {
	const db = openDb(openPool(database.appUrl, 1));
	const moderator = await makeSession(db, await makeCitizen(db, { roles: ['moderator'] }));
	await db.destroy();
	const kinds = [
		['results', `/api/v1/polls/${poll.slug}/results/live`],
		['comments', `/api/v1/polls/${poll.slug}/comments/live`],
		['desk', '/moderation/live'],
		['notices', '/account/notices/live'],
	] as const;
	return Promise.all(
		kinds.map(async ([event, way]) => {
			const url = `http://127.0.0.1:${app.port}${way}`;
			const stream = await openEventStream(url, { cookie: `s=${moderator}` });
			await stream.wait((block) => block.startsWith(`event: ${event}`), 5_000);
			return { event, stream };
		}),
	);
}

test('while the database is away a vote is told to come again, by 503, and streams that they may be old', async () => {
	const poll = await makePoll(database.ownerUrl);
	const app = await start();
	const streams = await openStreams(app, poll);
	killPostgres();
	await Promise.all(
		streams.map(({ stream }) => stream.wait((block) => block.startsWith('event: stale'), 5_000)),
	);
	const before = new Map(streams.map(({ event, stream }) => [event, stream.blocks.length]));
	const response = await send(app, poll, 1).finally(async () => {
		door.target = (await startEmbedded({ dataDir })).port;
	});
	expect(response.status).toBe(503);
	expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
	expect(await response.json()).toMatchObject({ code: 'busy' });
	for (const { event, stream } of streams) {
		// It may be word for word what came before.
		const hasNews = () =>
			stream.blocks.slice(before.get(event)).some((block) => block.startsWith(`event: ${event}`));
		await stream.wait(hasNews, 8_000);
		stream.close();
	}
	await app.stop();
}, 60_000);

test('a process that is told to stop answers what it has taken, ends its streams and is gone within 5 seconds', async () => {
	const poll = await makePoll(database.ownerUrl);
	const app = await start();
	const url = `http://127.0.0.1:${app.port}/api/v1/polls/${poll.slug}/results/live`;
	const streams = await Promise.all(Array.from({ length: 5 }, () => openEventStream(url)));
	const load = startLoad(poll, [app]);
	await load.reach(100);
	const toldAt = Date.now();
	const how = await app.kill('SIGTERM');
	expect(Date.now() - toldAt).toBeLessThan(5_000);
	expect(how).toBe('ended with code 0');
	await Promise.all(streams.map((stream) => stream.ended));
	await load.stop();
	const counts = await countsOf(poll);
	expect(counts.rows, 'no vote was written that nobody was told of').toBe(load.acknowledged.length);
	expect(counts.tally).toEqual(counts.recount);
	expect([...new Set(load.unexpected)]).toEqual([]);
}, 60_000);
