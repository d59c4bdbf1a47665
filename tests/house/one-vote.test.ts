/** One citizen, one vote: every way to get a second one, against the built app. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { startApp } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll, readCounts } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;
/** Two processes of the same site. */
let apps: Awaited<ReturnType<typeof startApp>>[];

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 4));
	apps = await Promise.all([
		startApp({ databaseUrl: database.appUrl }),
		startApp({ databaseUrl: database.appUrl }),
	]);
	await Promise.all(apps.map((app) => app.waitReady()));
});
afterAll(async () => {
	await Promise.all((apps ?? []).map((app) => app.stop()));
	await db?.destroy();
	await owner?.end();
	await database?.drop();
});

/** A browser in which this session is signed in; without, a stranger's. */
function browserWith(session?: string): Browser {
	const browser = new Browser({ accept: 'application/json' });
	for (const app of apps) if (session) browser.cookies(app.origin).set('s', session);
	return browser;
}

async function vote(browser: Browser, slug: string, choice: number, app = apps[0]!) {
	const response = await browser.ask(`${app.origin}/api/v1/polls/${slug}/votes`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ choices: [choice] }),
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('a poll for citizens asks a stranger to sign in, and says where', async () => {
	const { slug } = await makePoll(database.ownerUrl, { level: 'citizens' });
	const { status, body } = await vote(browserWith(), slug, 1);
	expect(status).toBe(401);
	expect(body).toMatchObject({ code: 'sign-in-required', signIn: `/sign-in?next=/polls/${slug}` });
});

test('staff who are not known as citizens have no vote there', async () => {
	const { slug } = await makePoll(database.ownerUrl, { level: 'citizens' });
	const official = await makeCitizen(db, { verified: false, roles: ['official'] });
	expect((await vote(browserWith(await makeSession(db, official)), slug, 1)).status).toBe(401);
});

test('a citizen votes, changes, sends the same again; on every device it is the one vote', async () => {
	const { id, slug } = await makePoll(database.ownerUrl, { level: 'citizens' });
	const person = await makeCitizen(db);
	const [phone, desk] = [
		browserWith(await makeSession(db, person)),
		browserWith(await makeSession(db, person)),
	];
	expect((await vote(phone, slug, 1)).status).toBe(201);
	expect((await vote(desk, slug, 1, apps[1])).status).toBe(200);
	expect((await vote(desk, slug, 2, apps[1])).status).toBe(200);
	const counts = await readCounts(owner, id);
	expect(counts.tally).toEqual({ 'verified/2': 1 });
	expect(counts.turnout).toEqual({ verified: 1 });
});

test('sixty votes of one citizen at once, in six sessions and two processes, are one vote', async () => {
	const { id, slug } = await makePoll(database.ownerUrl, { level: 'citizens' });
	const person = await makeCitizen(db);
	const browsers = await Promise.all(
		Array.from({ length: 6 }, async () => browserWith(await makeSession(db, person))),
	);
	const answers = await Promise.all(
		Array.from({ length: 60 }, (_, i) => vote(browsers[i % 6]!, slug, 1 + (i % 2), apps[i % 2])),
	);
	expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
	const counts = await readCounts(owner, id);
	expect(counts.rows).toBe(1);
	expect(counts.tally).toEqual(counts.recount);
	expect(counts.turnout).toEqual({ verified: 1 });
});

test.each([
	['lives elsewhere', { areaCode: 'xa-khac', birthYear: 1990 }, 403],
	['is too young', { areaCode: 'xa-nay', birthYear: new Date().getFullYear() - 10 }, 403],
	['is of unknown age', { areaCode: 'xa-nay' }, 403],
	['lives here and is old enough', { areaCode: 'xa-nay', birthYear: 1990 }, 201],
])('whoever %s gets the right answer', async (_, wishes, status) => {
	await makeCitizen(db, { areaCode: 'xa-nay' });
	const { slug } = await makePoll(database.ownerUrl, {
		level: 'citizens',
		eligibleArea: 'xa-nay',
		minAge: 18,
	});
	const person = await makeCitizen(db, wishes);
	const answer = await vote(browserWith(await makeSession(db, person)), slug, 1);
	expect(answer.status).toBe(status);
	if (status === 403) expect(answer.body).toMatchObject({ code: 'not-eligible' });
});

test("in an open poll a citizen's answer counts as verified and replaces what their browser said before", async () => {
	const { id, slug } = await makePoll(database.ownerUrl);
	const browser = browserWith();
	expect((await vote(browser, slug, 1)).status).toBe(201);
	browser.cookies(apps[0]!.origin).set('s', await makeSession(db, await makeCitizen(db)));
	expect((await vote(browser, slug, 2)).status).toBe(201);
	const counts = await readCounts(owner, id);
	expect(counts.tally).toEqual({ 'verified/2': 1 });
	expect(counts.recount).toEqual(counts.tally);
	expect(counts.turnout).toEqual({ verified: 1 });
});

test('two tabs, one signed in, one not, at once: nothing is counted twice within a class', async () => {
	const { id, slug } = await makePoll(database.ownerUrl);
	const browser = browserWith();
	await vote(browser, slug, 1);
	const device = browser.cookies(apps[0]!.origin).get('device')!;
	const session = await makeSession(db, await makeCitizen(db));
	const signedIn = browserWith(session);
	signedIn.cookies(apps[0]!.origin).set('device', device);
	await Promise.all(
		Array.from({ length: 40 }, (_, i) => vote(i % 2 ? browser : signedIn, slug, 1 + (i % 2))),
	);
	await vote(signedIn, slug, 1);
	const counts = await readCounts(owner, id);
	expect(counts.tally).toEqual({ 'verified/1': 1 });
	expect(counts.recount).toEqual(counts.tally);
});

test('results that are shown after voting are shown to the person, whatever the device', async () => {
	const { slug } = await makePoll(database.ownerUrl, { level: 'citizens', resultPolicy: 'after-vote' });
	const person = await makeCitizen(db);
	const [phone, desk] = [
		browserWith(await makeSession(db, person)),
		browserWith(await makeSession(db, person)),
	];
	const results = (browser: Browser) => browser.ask(`${apps[0]!.origin}/api/v1/polls/${slug}/results`);
	expect((await results(desk)).status).toBe(403);
	await vote(phone, slug, 1);
	expect((await results(desk)).status).toBe(200);
	expect((await results(browserWith())).status).toBe(403);
});

test('an ended session votes no more', async () => {
	const { slug } = await makePoll(database.ownerUrl, { level: 'citizens' });
	const session = await makeSession(db, await makeCitizen(db));
	await db.deleteFrom('session').where('id', '=', session.split('.')[0]!).execute();
	expect((await vote(browserWith(session), slug, 1)).status).toBe(401);
});
