/** What is kept about a person: shown, exported, deleted. Against the built app and a certified identity provider. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startIdentityProvider, type IdentityProvider } from '../../scripts/identity-provider/server.ts';
import { wire } from '../../scripts/identity-provider/wiring.ts';
import { findFreePorts } from '../../scripts/support/ports.mjs';
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
let provider: IdentityProvider;
let app: Awaited<ReturnType<typeof startApp>>;
let personId: string;
let browser: Browser;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 4));
	const port = await findFreePorts(2);
	const [appOrigin, host, clientSecret] = [`http://localhost:${port}`, '127.0.0.1', 'only tests know'];
	const { issuer, app: env } = wire({ appOrigin, port: port + 1, host, clientSecret });
	provider = await startIdentityProvider({ issuer, port: port + 1, host, appOrigin, clientSecret });
	app = await startApp({ databaseUrl: database.appUrl, port, env });
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await provider?.stop();
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

/** Through the identity provider, as a sample citizen. */
async function signInAs(login: string): Promise<Browser> {
	const who = new Browser();
	const form = await who.follow(`${app.origin}/sign-in/eid`);
	await who.submit(form.at.href, { login });
	return who;
}

async function ownerOf(who: Browser): Promise<string> {
	const { rows } = await owner.query<{ person_id: string }>('SELECT person_id FROM session WHERE id = $1', [
		sessionOf(who),
	]);
	return rows[0]!.person_id;
}

const sayings = async (person: string) => {
	const { rows } = await owner.query<{ action: string }>(
		'SELECT action FROM audit_entry WHERE actor_id = $1 ORDER BY seq',
		[person],
	);
	return rows.map(({ action }) => action);
};

test('the account shows in which polls a person took part, and says until when that can be known', async () => {
	const answered = await makePoll(database.ownerUrl, { level: 'citizens' });
	const other = await makePoll(database.ownerUrl);
	expect(await vote(browser, answered.slug, 2)).toBe(201);
	const page = await read('/account');
	expect(page).toContain(`href="/polls/${answered.slug}"`);
	expect(page).not.toContain(other.slug);
	expect(page).toContain('Sau khi đóng 7 ngày, khóa bị xóa');
	expect(await read('/account', await signedIn(await makeCitizen(db)))).not.toContain(answered.slug);
});

test('the export holds all that is kept about a person, and nothing that opens or identifies', async () => {
	const who = await signInAs('cd-0031');
	const person = await ownerOf(who);
	await submit('/account?/rename', { name: 'Chị Năm' }, who);
	const polls = [await makePoll(database.ownerUrl, { level: 'citizens' }), await makePoll(database.ownerUrl)];
	for (const { slug } of polls) await vote(who, slug, 2);

	const response = await who.ask(`${app.origin}/account/my-data.json`);
	expect(response.headers.get('content-disposition')).toBe('attachment; filename="hoi-dan.json"');
	expect(response.headers.get('cache-control')).toBe('private, no-store');
	const text = await response.text();
	const data = JSON.parse(text) as Record<string, object> & { participation: { slug: string }[] };
	expect(data.person).toMatchObject({ id: person, displayName: 'Chị Năm', ways: [{ way: 'eid' }] });
	expect(data).toMatchObject({
		contact: { email: null },
		roles: [],
		staff: null,
		sessions: [{ way: 'eid' }],
	});
	expect(data.participation.map(({ slug }) => slug).sort()).toEqual(polls.map(({ slug }) => slug).sort());
	expect(Object.keys(data.participation[0]!)).not.toContain('choices');

	const { rows } = await owner.query<{ secrets: string[] }>(
		`SELECT array_agg(secret) AS secrets FROM (
			SELECT id AS secret FROM session WHERE person_id = $1
			UNION ALL SELECT encode(secret_hash, f) FROM session, unnest('{hex,base64}'::text[]) f WHERE person_id = $1
			UNION ALL SELECT encode(digest, f) FROM identifier, unnest('{hex,base64}'::text[]) f WHERE person_id = $1) s`,
		[person],
	);
	const secrets = [...rows[0]!.secrets, who.cookies(app.origin).get('s')!.split('.')[1]!];
	expect(secrets.length).toBeGreaterThan(4);
	for (const secret of secrets) expect(text).not.toContain(secret);
	expect((await sayings(person)).at(-1)).toBe('account.export');
});

test('the export of somebody whose proof is old asks for a fresh one', async () => {
	await owner.query("UPDATE session SET authenticated_at = now() - interval '11 minutes' WHERE id = $1", [
		sessionOf(browser),
	]);
	const { at } = await browser.follow(`${app.origin}/account/my-data.json`);
	expect(at.pathname + at.search).toBe('/sign-in/again?next=%2Faccount');
	expect(await read('/account/delete')).toContain('href="/sign-in/again?next=%2Faccount%2Fdelete"');
});

test('whoever deletes their account and comes back is the same person with the same one vote', async () => {
	const before = await signInAs('cd-0032');
	const person = await ownerOf(before);
	await submit('/account?/rename', { name: 'Bác Tám' }, before);
	const { id, slug } = await makePoll(database.ownerUrl, { level: 'citizens' });
	expect(await vote(before, slug, 1)).toBe(201);

	const unsure = await submit('/account/delete', {}, before);
	expect(unsure.response.status).toBe(422);
	expect(await unsure.response.text()).toContain('Bạn đánh dấu vào ô này');
	const gone = await submit('/account/delete', { sure: 'yes' }, before);
	expect(gone.at.pathname).toBe('/sign-out');
	expect(await gone.response.text()).toContain('Đã xóa tài khoản');
	expect(before.cookies(app.origin).has('s')).toBe(false);
	expect((await sayings(person)).at(-1)).toBe('account.delete');

	const after = await signInAs('cd-0032');
	expect(await ownerOf(after)).toBe(person);
	const page = await read('/account', after);
	expect(page).not.toContain('Bác Tám');
	expect(page).toContain(`href="/polls/${slug}"`);
	expect(await readCounts(owner, id)).toMatchObject({ tally: { 'verified/1': 1 }, turnout: { verified: 1 } });
	expect(await vote(after, slug, 2)).toBe(200);
	expect(await readCounts(owner, id)).toMatchObject({
		rows: 1,
		tally: { 'verified/2': 1 },
		turnout: { verified: 1 },
	});
});

test('the last administrator is refused in words, and stays', async () => {
	const admin = await signedIn(await makeCitizen(db, { roles: ['administrator'] }));
	await owner.query(
		"UPDATE person SET disabled_at = now() WHERE id IN (SELECT person_id FROM role_grant WHERE role = 'administrator') AND id <> $1",
		[await ownerOf(admin)],
	);
	const refused = await submit('/account/delete', { sure: 'yes' }, admin);
	expect(refused.response.status).toBe(409);
	expect(await refused.response.text()).toContain('Đây là quản trị viên cuối cùng');
	expect(await isSignedIn(admin)).toBe(true);
});
