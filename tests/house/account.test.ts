/** What a person may see and do about their own account, against the built app. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { startApp } from '../support/app-process.ts';
import { browserOf, sessionOf as readSession, voteThrough } from '../support/account.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll, readCounts } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;
let app: Awaited<ReturnType<typeof startApp>>;
let personId: string;
let browser: Browser;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 4));
	app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await db?.destroy();
	await owner?.end();
	await database?.drop();
});
beforeEach(async () => {
	personId = await makeCitizen(db, { displayName: 'Cô Ba' });
	browser = await signedIn(personId);
});

const signedIn = (person: string) => browserOf(db, app.origin, person);
const sessionOf = (who: Browser) => readSession(who, app.origin);
const read = async (path: string, who = browser) => (await who.ask(app.origin + path)).text();
const submit = (path: string, form: Record<string, string> = {}, who = browser) =>
	who.submit(app.origin + path, form);
const isSignedIn = async (who: Browser) => (await who.ask(`${app.origin}/account`)).status === 200;

const vote = (who: Browser, slug: string, choice: number) => voteThrough(who, app.origin, slug, choice);

test('the header leads a stranger to sign in and back, and a person to their account', async () => {
	const { slug } = await makePoll(database.ownerUrl);
	const strangers = await read(`/polls/${slug}`, new Browser());
	expect(strangers).toContain(`href="/sign-in?next=%2Fpolls%2F${slug}"`);
	const own = await read(`/polls/${slug}`);
	expect(own).toContain('Cô Ba');
	expect(own).toContain('href="/account"');
	expect(own).not.toContain('href="/administration/audit"');
});

test('a page made for somebody who is signed in is never kept for others', async () => {
	const { slug } = await makePoll(database.ownerUrl);
	const pages = await Promise.all(
		Array.from({ length: 20 }, (_, i) => read(`/polls/${slug}`, i % 2 ? browser : new Browser())),
	);
	expect(pages.map((page) => page.includes('Cô Ba'))).toEqual(pages.map((_, i) => i % 2 === 1));
});

test('staff find their rooms in the header', async () => {
	const admin = await signedIn(await makeCitizen(db, { roles: ['administrator'] }));
	expect(await read('/', admin)).toContain('href="/administration/audit"');
});

test('signing out ends the session, not only the cookie', async () => {
	const stolen = new Browser();
	stolen.cookies(app.origin).set('s', browser.cookies(app.origin).get('s')!);
	const { at, response } = await submit('/sign-out');
	expect(at.pathname).toBe('/sign-out');
	expect(await response.text()).toContain('Bạn đã đăng xuất');
	expect(browser.cookies(app.origin).has('s')).toBe(false);
	expect(await isSignedIn(stolen)).toBe(false);
});

test('signing out twice, or without a session, ends at the same page', async () => {
	const tab = new Browser();
	tab.cookies(app.origin).set('s', browser.cookies(app.origin).get('s')!);
	for (const who of [browser, tab, new Browser()]) {
		expect((await submit('/sign-out', {}, who)).response.status).toBe(200);
	}
});

test('of two tabs, one signing out and one voting, the vote counts before or is refused', async () => {
	const { id, slug } = await makePoll(database.ownerUrl, { level: 'citizens' });
	const people = await Promise.all(Array.from({ length: 20 }, () => makeCitizen(db)));
	const outcomes = await Promise.all(
		people.map(async (person) => {
			const tab = await signedIn(person);
			const other = new Browser({ accept: 'application/json' });
			other.cookies(app.origin).set('s', tab.cookies(app.origin).get('s')!);
			const [status] = await Promise.all([vote(other, slug, 1), submit('/sign-out', {}, tab)]);
			expect(await vote(other, slug, 2), 'a vote after signing out').toBe(401);
			return status;
		}),
	);
	expect(outcomes.filter((status) => status !== 201 && status !== 401)).toEqual([]);
	const counted = outcomes.filter((status) => status === 201).length;
	const counts = await readCounts(owner, id);
	expect(counts.rows).toBe(counted);
	expect(counts.tally).toEqual(counted ? { 'verified/1': counted } : {});
});

test('a person sees their sessions, ends one, then all others', async () => {
	const [phone, tablet] = [await signedIn(personId), await signedIn(personId)];
	const stranger = await signedIn(await makeCitizen(db));
	const page = await read('/account');
	for (const who of [phone, tablet]) expect(page).toContain(sessionOf(who));
	expect(page).not.toContain(sessionOf(stranger));

	await submit('/account?/endSession', { session: sessionOf(phone) });
	expect(await isSignedIn(phone)).toBe(false);
	await submit('/account?/endSession', { session: sessionOf(stranger) });
	expect(await isSignedIn(stranger)).toBe(true);

	await submit('/account?/endOthers');
	expect(await isSignedIn(tablet)).toBe(false);
	expect(await isSignedIn(browser)).toBe(true);
	const { rows } = await owner.query('SELECT action FROM audit_entry WHERE actor_id = $1 ORDER BY seq', [
		personId,
	]);
	expect(rows.map(({ action }: { action: string }) => action).slice(-2)).toEqual([
		'session.end',
		'session.end-others',
	]);
});

test('a display name is the person’s own choice, cleaned; what is refused stays in the field', async () => {
	const saved = await submit('/account?/rename', { name: '  Ông \u200b <Tư> ' });
	expect(await saved.response.text()).toContain('value="Ông &lt;Tư>"');
	const refused = await submit('/account?/rename', { name: '☆' });
	expect(refused.response.status).toBe(422);
	const page = await refused.response.text();
	expect(page).toContain('value="☆"');
	expect(page).toContain('ít nhất một chữ cái');
	await submit('/account?/removeName');
	const { rows } = await owner.query('SELECT display_name FROM person WHERE id = $1', [personId]);
	expect(rows).toEqual([{ display_name: null }]);
});
