/** A browser's first answer, given on a poll's page of the built app: whatever is lost on the way, it counts once. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startApp } from '../support/app-process.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll, readCounts } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let owner: pg.Pool;
let app: Awaited<ReturnType<typeof startApp>>;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await owner?.end();
	await database?.drop();
});

/** As a form does without a script, but that it follows nowhere. */
const send = (path: string, cookie = '') =>
	fetch(app.origin + path, {
		method: 'POST',
		redirect: 'manual',
		headers: { accept: 'text/html', origin: app.origin, ...(cookie ? { cookie } : {}) },
		body: new URLSearchParams({ choice: '2' }),
	});
const deviceOf = (response: Response) =>
	response.headers.getSetCookie().map((line) => /^device=[^;]+/.exec(line)?.[0])[0];
const ballots = async (id: string) => (await readCounts(owner, id)).ballots;

test('it is sent on with a cookie, and counted when it brings it, once however often it is sent', async () => {
	const { id, slug } = await makePoll(database.ownerUrl);
	// The first reply is lost twice: nothing was counted, and nobody was made up.
	await send(`/polls/${slug}?/vote`);
	const first = await send(`/polls/${slug}?/vote`);
	expect(first.status).toBe(307);
	expect(first.headers.get('location')).toBe(`/polls/${slug}?/vote&asked=1`);
	expect(await ballots(id)).toEqual({});
	// The second is lost, too.
	for (let i = 0; i < 3; i++) {
		const counted = await send(first.headers.get('location')!, deviceOf(first));
		expect(counted.status).toBe(200);
	}
	expect((await send(`/polls/${slug}?/vote`, deviceOf(first))).status).toBe(200);
	expect(await ballots(id)).toEqual({ unverified: 1 });
});

test('a browser that keeps no cookie is counted all the same', async () => {
	const { id, slug } = await makePoll(database.ownerUrl);
	expect((await send(`/polls/${slug}?/vote&asked=1`)).status).toBe(200);
	expect(await ballots(id)).toEqual({ unverified: 1 });
});

test('a verified citizen needs no such cookie', async () => {
	const { id, slug } = await makePoll(database.ownerUrl);
	const db = openDb(openPool(database.appUrl, 1));
	const session = `s=${await makeSession(db, await makeCitizen(db))}`;
	await db.destroy();
	const counted = await send(`/polls/${slug}?/vote`, session);
	expect(counted.status).toBe(200);
	expect(deviceOf(counted)).toBeUndefined();
	expect(await ballots(id)).toEqual({ verified: 1 });
});
