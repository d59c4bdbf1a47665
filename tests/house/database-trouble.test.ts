/**
 * A database that is away or full: whoever comes is told so and when to come again, in the form that they asked for. Nobody is told
 * that something was taken which was not, and nothing has to be started again when the trouble is over.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../scripts/support/servers.mjs';
import { waitUntilReady } from '../../scripts/support/ready.mjs';
import { findFreePorts } from '../../scripts/support/ports.mjs';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client.ts';
import { browserOf, voteThrough } from '../support/account.ts';
import { startApp, TEST_SECRETS } from '../support/app-process.ts';
import type { Browser } from '../support/browser.ts';
import { makeCitizen } from '../support/citizens.ts';
import { makeTopic } from '../support/comments.ts';
import { freshDatabase } from '../support/database.ts';
import { openDoor, type Door } from '../support/door.ts';
import { makePoll, readCounts, type MadePoll } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let owner: pg.Client;
let db: Db;
let door: Door;
let app: Awaited<ReturnType<typeof startApp>>;
let poll: MadePoll;
let topic: string;
let citizen: Browser;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	// What PostgreSQL says when a file can't grow (SQLSTATE 53100).
	await owner.query(`CREATE FUNCTION say_disk_full() RETURNS trigger LANGUAGE plpgsql AS
		$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`);
	db = openDb(openPool(database.ownerUrl, 3));
	door = await openDoor(Number(new URL(database.appUrl).port));
	app = await startApp({ databaseUrl: door.through(database.appUrl) });
	await app.waitReady();
	poll = await makePoll(database.ownerUrl);
	topic = (await makeTopic(database)).slug;
	citizen = await browserOf(db, app.origin, await makeCitizen(db, { displayName: 'Cô Ba' }));
});
afterAll(async () => {
	await app?.stop();
	await db?.destroy();
	await owner?.end();
	await door?.shut();
	await database?.drop();
});

const TABLES = ['vote', 'comment', 'comment_draft', 'rate_limit', 'session'];

async function whileFull(work: () => Promise<void>) {
	const each = (order: (table: string) => string) => owner.query(TABLES.map(order).join(';'));
	await each(
		(table) =>
			`CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION say_disk_full()`,
	);
	try {
		await work();
	} finally {
		await each((table) => `DROP TRIGGER full_disk ON ${table}`);
	}
}

async function whileAway(work: () => Promise<void>) {
	await door.shut();
	try {
		await work();
	} finally {
		await door.open();
	}
}

const page = (who: Browser, address: string, init?: RequestInit) => who.ask(app.origin + address, init);
const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });

async function expectBusy(response: Response, words?: string | RegExp) {
	expect(response.status).toBe(503);
	expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
	const text = await response.text();
	if (words) expect(text).toMatch(words);
	return text;
}

test('on a full disk a vote is refused in words, with the choice kept, and none is counted', async () => {
	await whileFull(async () => {
		const answered = await page(citizen, `/polls/${poll.slug}?/vote`, form({ choice: '2' }));
		const text = await expectBusy(answered, 'Hệ thống đang bận');
		expect(text).toContain('Câu trả lời của bạn chưa được đếm');
		const api = await citizen.ask(`${app.origin}/api/v1/polls/${poll.slug}/votes`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: '{"choices":[1]}',
		});
		expect(JSON.parse(await expectBusy(api))).toMatchObject({ code: 'busy' });
	});
	expect((await readCounts(owner, poll.id)).rows).toBe(0);
	expect(await voteThrough(citizen, app.origin, poll.slug, 2), 'space was made').toBe(201);
	const { rows, tally, recount } = await readCounts(owner, poll.id);
	expect(rows).toBe(1);
	expect(tally).toEqual(recount);
}, 60_000);

test('on a full disk a comment is refused in words, with what was written, and pages can be read', async () => {
	const written = 'Xã nên mở cửa cả chiều thứ Bảy.';
	// Being seen again is due, which is a write.
	await owner.query(`UPDATE session SET last_seen_at = now() - interval '2 days'`);
	await whileFull(async () => {
		const sent = await page(citizen, `/topics/${topic}?/comment`, form({ body: written }));
		const text = await expectBusy(sent, 'Lúc này hệ thống chưa nhận được bình luận');
		expect(text).toContain(`${written}</textarea>`);
		for (const address of ['/', `/polls/${poll.slug}`, `/topics/${topic}`, '/account']) {
			expect((await page(citizen, address)).status, address).toBe(200);
		}
	});
	const sent = await page(citizen, `/topics/${topic}?/comment`, form({ body: written }));
	expect(sent.status).toBe(200);
});

test('a database that only reads for a while, since it fails over, is such a trouble too', async () => {
	const { rows } = await owner.query<{ name: string }>('SELECT current_database() AS name');
	await owner.query(`ALTER DATABASE ${rows[0]!.name} SET default_transaction_read_only = on`);
	await door.shut(); // the setting is for new connections
	await door.open();
	await expect.poll(async () => (await page(citizen, '/account')).status).toBe(200);
	try {
		const answered = await page(citizen, `/polls/${poll.slug}?/vote`, form({ choice: '1' }));
		await expectBusy(answered, 'Hệ thống đang bận');
	} finally {
		await owner.query(`ALTER DATABASE ${rows[0]!.name} RESET default_transaction_read_only`);
		await door.shut();
		await door.open();
	}
});

test('while the database is away whoever is signed in is told so, in every form of request', async () => {
	await whileAway(async () => {
		const api = await citizen.ask(`${app.origin}/api/v1/polls/${poll.slug}/votes`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: '{"choices":[1]}',
		});
		expect(api.headers.get('content-type')).toBe('application/problem+json');
		expect(JSON.parse(await expectBusy(api))).toMatchObject({ code: 'busy' });

		const byScript = await page(citizen, `/polls/${poll.slug}?/vote`, {
			...form({ choice: '1' }),
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
		});
		expect(JSON.parse(await expectBusy(byScript))).toMatchObject({ type: 'error' });

		for (const lang of ['vi', 'en']) {
			citizen.cookies(app.origin).set('lang', lang);
			const read = await page(citizen, '/account');
			expect(read.headers.get('content-security-policy')).toContain("default-src 'none'");
			await expectBusy(read, lang === 'vi' ? 'Trang đang bận' : 'The site is busy');
			await expectBusy(
				await page(citizen, `/polls/${poll.slug}?/vote`, form({ choice: '1' })),
				`<html lang="${lang}"`,
			);
		}
		const stranger = { headers: { accept: 'text/html', 'accept-language': 'en' } };
		await expectBusy(await fetch(`${app.origin}/topics/${topic}`, stranger), 'The site is busy');
		const framed = await fetch(`${app.origin}/embed/polls/${poll.slug}?lang=en`, stranger);
		expect(framed.headers.get('x-frame-options')).toBeNull();
		expect(await expectBusy(framed)).not.toContain('<header');
		await expectBusy(await fetch(`${app.origin}/api/v1/polls`));
	});
	await expect.poll(async () => (await page(citizen, '/account')).status).toBe(200);
	expect(await voteThrough(citizen, app.origin, poll.slug, 1), 'nothing was counted meanwhile').toBe(200);
}, 60_000);

// The file that is always full.
test.skipIf(process.platform !== 'linux')(
	'a log that cannot be written ends no server',
	async () => {
		const port = await findFreePorts();
		const origin = `http://127.0.0.1:${port}`;
		const server = startServer({
			name: 'the app',
			args: ['build/index.js'],
			log: '/dev/full',
			env: {
				...process.env,
				...TEST_SECRETS,
				NODE_ENV: 'production',
				DATABASE_URL: database.appUrl,
				HOST: '127.0.0.1',
				PORT: String(port),
				ORIGIN: origin,
				SHUTDOWN_TIMEOUT: '5',
			},
		});
		await waitUntilReady(origin, server);
		for (let n = 0; n < 100; n++) expect((await fetch(`${origin}/healthz`)).status).toBe(200);
		server.child.kill('SIGTERM');
		expect(await server.ended).toBe('ended with code 0');
	},
	30_000,
);
