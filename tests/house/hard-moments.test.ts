/** At the built app: what ran out, was taken away or was planted between the page and the form ends in words, and in nothing else. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Digests } from '../../src/lib/people/server/identifiers.ts';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client.ts';
import { startApp, TEST_SECRETS } from '../support/app-process.ts';
import { browserOf, sessionOf } from '../support/account.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

const BIRTH = '1990-05-01';
const digests = new Digests(Buffer.from(TEST_SECRETS.IDENTITY_KEY, 'base64url'));

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;
let app: Awaited<ReturnType<typeof startApp>>;
let browser: Browser;
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.ownerUrl, 3));
	await db.insertInto('area').values({ code: 'xa-a' }).execute();
	app = await startApp({
		databaseUrl: database.appUrl,
		env: { VERIFY_BY_ROLL: 'true', SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'hoidan@example.vn' },
	});
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await db?.destroy();
	await owner?.end();
	await database?.drop();
});
beforeEach(() => {
	browser = new Browser();
});

/** Somebody on the roll who has a letter. */
async function enrol() {
	const number = String(7000 + ++made).padStart(12, '0');
	const code = `ABCDEFGH${2222 + made}`;
	const { digest } = digests.document(number);
	const entry = await db
		.insertInto('rollEntry')
		.values({
			documentDigest: digest,
			checkDigest: digests.rollCheck(number, BIRTH),
			birthDigest: digests.birth(digest, BIRTH),
			areaCode: 'xa-a',
			birthYear: 1990,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const batch = await db
		.insertInto('letterBatch')
		.values({ madeBy: await makeCitizen(db), letters: 1 })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('letter')
		.values({
			codeDigest: digests.letterCode(code),
			rollEntryId: entry.id,
			batchId: batch.id,
			expiresAt: new Date(Date.now() + 60_000),
		})
		.execute();
	return { number, code };
}

const read = async (path: string) => (await browser.ask(app.origin + path)).text();
const submit = async (path: string, form: Record<string, string>) => {
	const { response, at } = await browser.submit(app.origin + path, form);
	return { status: response.status, text: await response.text(), at };
};
const isSignedIn = () => browser.cookies(app.origin).has('s');

test('a letter that ran out while its page was open says so, and keeps what was typed', async () => {
	const { code } = await enrol();
	expect(await read('/sign-in/letter')).toContain('name="code"');
	await owner.query(`UPDATE letter SET expires_at = now() - interval '1 second'`);
	const { status, text } = await submit('/sign-in/letter', { code, birth: '1/5/1990' });
	expect(status).toBe(400);
	expect(text).toContain('hết hạn');
	expect(text).toContain(`value="${code}"`);
	expect(isSignedIn()).toBe(false);
});

test('an e-mail code that ran out while its page was open confirms nothing, and says so', async () => {
	const person = await makeCitizen(db);
	browser = await browserOf(db, app.origin, person);
	expect((await submit('/account/email?/ask', { email: 'co.ba@example.vn' })).text).toContain('name="code"');
	await owner.query(`UPDATE email_code SET expires_at = now() - interval '1 second'`);
	const { status, text } = await submit('/account/email?/confirm', { code: '123456' });
	expect(status).toBe(400);
	expect(text).toContain('hết hạn');
	const { rowCount } = await owner.query('SELECT FROM contact_email WHERE person_id = $1', [person]);
	expect(rowCount).toBe(0);
});

test('an invitation that was withdrawn while its page was open makes nobody', async () => {
	const administrator = await makeCitizen(db, { roles: ['administrator'] });
	const admin = await browserOf(db, app.origin, administrator);
	const made = await admin.submit(`${app.origin}/administration/people/invite?/invite`, {
		login: 'ai-do',
		role: 'moderator',
		area: '',
	});
	const [address] = /http[^"<]*\/invitation\/[\w-]+/.exec(await made.response.text())!;
	const path = new URL(address).pathname;
	expect(await read(path)).toContain('ai-do');
	await owner.query('DELETE FROM invitation');
	const form = { displayName: 'Ai', password: 'bảy con cò bay qua đồng', code: '123456' };
	const { status, text } = await submit(`${path}?/password`, form);
	expect(status).toBe(400);
	expect(text).toContain('Lời mời không còn hiệu lực');
	expect((await owner.query('SELECT FROM staff_account')).rowCount).toBe(0);
});

test.each<[string, (who: { number: string; code: string }) => Promise<unknown>]>([
	['the roll', ({ number }) => submit('/sign-in/roll', { number, birth: '1/5/1990' })],
	['a letter', ({ code }) => submit('/sign-in/letter', { code, birth: '1/5/1990' })],
])('whoever signs in by %s gets a session of their own, not the one that was planted', async (_, signIn) => {
	const who = await enrol();
	const attacker = await makeCitizen(db);
	const planted = await browserOf(db, app.origin, attacker);
	const cookie = planted.cookies(app.origin).get('s')!;
	browser.cookies(app.origin).set('s', cookie);
	await signIn(who);
	expect(browser.cookies(app.origin).get('s')).not.toBe(cookie);
	const { rows } = await owner.query('SELECT person_id FROM session WHERE id = $1', [
		sessionOf(browser, app.origin),
	]);
	expect(rows).toHaveLength(1);
	expect(rows[0].person_id).not.toBe(attacker);
	expect((await planted.ask(`${app.origin}/account`)).status, 'what was planted opens nothing').toBe(303);
});

test('a role that is taken away between page and form does nothing any more, and the page says so', async () => {
	const person = await makeCitizen(db, { roles: ['administrator'] });
	await makeCitizen(db, { roles: ['administrator'] });
	browser = await browserOf(db, app.origin, person);
	expect(await read('/administration/people/invite')).toContain('name="login"');
	await owner.query('DELETE FROM role_grant WHERE person_id = $1', [person]);
	const form = { login: 'ai-khac', role: 'moderator', area: '' };
	const { status, text } = await submit('/administration/people/invite?/invite', form);
	expect(status).toBe(403);
	expect(text).toContain('Bạn không mở được trang này');
	expect((await owner.query(`SELECT FROM invitation WHERE login = 'ai-khac'`)).rowCount).toBe(0);
});

test('a cookie that somebody made of a dump of the sessions opens nothing', async () => {
	const person = await browserOf(db, app.origin, await makeCitizen(db));
	const { rows } = await owner.query<{ id: string; hash: Buffer }>(
		'SELECT id, secret_hash AS hash FROM session WHERE id = $1',
		[sessionOf(person, app.origin)],
	);
	for (const secret of [rows[0]!.hash.toString('base64url'), rows[0]!.hash.toString('hex'), '']) {
		browser.cookies(app.origin).set('s', `${rows[0]!.id}.${secret}`);
		expect((await browser.ask(`${app.origin}/account`)).status).toBe(303);
	}
});
