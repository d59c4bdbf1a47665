/** Streams that somebody opened who is signed in end with their session, whichever process it ends in. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { startApp } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import { openEventStream, type EventStream } from '../support/event-stream.ts';
import { makePoll } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

type App = Awaited<ReturnType<typeof startApp>>;

/** Less than the half minute after which sessions are asked for anyway. */
const AT_ONCE = 8_000;

let database: TestDatabase;
let db: Db;
let owner: pg.Client;
let apps: App[];
let slug: string;
let personId: string;
let cookie: string;
const open: EventStream[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 2));
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	({ slug } = await makePoll(database.ownerUrl));
	apps = [];
	for (let i = 0; i < 2; i++) apps.push(await startApp({ databaseUrl: database.appUrl }));
	await Promise.all(apps.map((app) => app.waitReady()));
});
afterAll(async () => {
	await Promise.all((apps ?? []).map((app) => app.stop()));
	await Promise.all([db?.destroy(), owner?.end()]);
	await database?.drop();
});
beforeEach(async () => {
	personId = await makeCitizen(db);
	cookie = await makeSession(db, personId);
});
afterEach(() => {
	for (const stream of open.splice(0)) stream.close();
});

/** Once the first results have come, everything about it is in place. */
async function watching(app: App, session?: string): Promise<EventStream> {
	const stream = await openEventStream(
		`${app.origin}/api/v1/polls/${slug}/results/live`,
		session ? { cookie: `s=${session}` } : {},
	);
	open.push(stream);
	await stream.wait((block) => block.startsWith('event: results'), AT_ONCE);
	return stream;
}

async function expectEnd(stream: EventStream, ms = AT_ONCE) {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`the stream is still open after ${ms} ms`)), ms);
	});
	await Promise.race([stream.ended, late]).finally(() => clearTimeout(timer));
}

/** Whether it still hears of votes. */
async function expectOpen(stream: EventStream, app: App) {
	const seen = stream.blocks.length;
	const voted = await fetch(`${app.origin}/api/v1/polls/${slug}/votes`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			origin: app.origin,
			cookie: `s=${await makeSession(db, await makeCitizen(db))}`,
		},
		body: JSON.stringify({ choices: [1] }),
	});
	expect(voted.status).toBe(201);
	await stream.wait(
		(block) => stream.blocks.indexOf(block) >= seen && block.startsWith('event: results'),
		AT_ONCE,
	);
}

test('an administrator ends the sessions in one process, and the streams in the other end; those of others stay', async () => {
	const [here, there] = apps as [App, App];
	const own = [await watching(there, cookie), await watching(there, cookie), await watching(here, cookie)];
	const stranger = await watching(there);
	const somebody = await watching(there, await makeSession(db, await makeCitizen(db)));

	const admin = new Browser();
	const desk = await makeCitizen(db, { roles: ['administrator'] });
	admin.cookies(here.origin).set('s', await makeSession(db, desk));
	const { response } = await admin.submit(
		`${here.origin}/administration/people/${personId}?/end-sessions`,
		{},
	);
	expect(response.status).toBe(200);

	await Promise.all(own.map((stream) => expectEnd(stream)));
	await expectOpen(stranger, here);
	await expectOpen(somebody, here);
});

test('signing out ends the streams of that session alone', async () => {
	const [here, there] = apps as [App, App];
	const elsewhere = await watching(there, await makeSession(db, personId));
	const own = await watching(there, cookie);
	const who = new Browser();
	who.cookies(here.origin).set('s', cookie);
	await who.submit(`${here.origin}/sign-out`, {});
	await expectEnd(own);
	await expectOpen(elsewhere, here);
});

test('what was announced while a process could not listen is found when it can again', async () => {
	const streams = await Promise.all(apps.map((app) => watching(app, cookie)));
	const stranger = await watching(apps[0]!);
	const listeners = async () => {
		const { rows } = await owner.query<{ n: number }>(
			`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND application_name = 'hoidan listener'`,
			[database.name],
		);
		return rows[0]!.n;
	};
	const app = new pg.Client({ connectionString: database.appUrl });
	await app.connect();
	try {
		// Nobody new gets in, so the listeners stay away until the session is gone.
		await owner.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT 0`);
		await app.query(
			`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
			WHERE datname = $1 AND application_name = 'hoidan listener'`,
			[database.name],
		);
		expect(await listeners()).toBe(0);
		await app.query('DELETE FROM session WHERE id = $1', [cookie.split('.')[0]]);
	} finally {
		await owner.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1`);
		await app.end();
	}
	await Promise.all(streams.map((stream) => expectEnd(stream)));
	await expect.poll(listeners, { timeout: AT_ONCE }).toBe(2);
	await expectOpen(stranger, apps[1]!);
});

test('a session that ran out of time ends its streams within a minute, without a word from anybody', async () => {
	const stream = await watching(apps[0]!, cookie);
	await owner.query("UPDATE session SET last_seen_at = now() - interval '11 days' WHERE id = $1", [
		cookie.split('.')[0],
	]);
	await expectEnd(stream, 60_000);
}, 90_000);
