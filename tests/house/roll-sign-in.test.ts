/** Signing in by the roll, at the built app: who is on it, and who is not, can't be told apart. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Digests } from '../../src/lib/people/server/identifiers.ts';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client.ts';
import { startApp, TEST_SECRETS } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

const BIRTH = '1990-05-01';
const digests = new Digests(Buffer.from(TEST_SECRETS.IDENTITY_KEY, 'base64url'));

let database: TestDatabase;
let db: Db;
let app: Awaited<ReturnType<typeof startApp>>;
let browser: Browser;
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.ownerUrl, 3));
	await db.insertInto('area').values({ code: 'xa-a' }).execute();
	app = await startApp({
		databaseUrl: database.appUrl,
		env: { VERIFY_BY_ROLL: 'true', RATE_LIMIT_EXEMPT: '', ADDRESS_HEADER: 'x-forwarded-for' },
	});
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await db?.destroy();
	await database?.drop();
});
beforeEach(() => {
	browser = new Browser({ 'x-forwarded-for': `192.0.2.${++made}` });
});

async function enrol({ verifiedBy }: { verifiedBy?: 'eid' | 'roll' } = {}): Promise<string> {
	const number = String(5000 + ++made).padStart(12, '0');
	const personId = verifiedBy ? await makeCitizen(db) : null;
	if (personId)
		await db.insertInto('verification').values({ personId, way: verifiedBy!, issuer: '' }).execute();
	await db
		.insertInto('rollEntry')
		.values({
			documentDigest: digests.document(number).digest,
			checkDigest: digests.rollCheck(number, BIRTH),
			areaCode: 'xa-a',
			birthYear: 1990,
			personId,
		})
		.execute();
	return number;
}

const tryWith = (number: string, birth = '1/5/1990', who = browser) =>
	who.submit(`${app.origin}/sign-in/roll?next=%2F%3Fq%3Dx`, { number, birth });
const signedIn = () => browser.cookies(app.origin).has('s');

test('somebody on the roll is let in, and is back where they were', async () => {
	const { at } = await tryWith(await enrol());
	expect(at.pathname + at.search).toBe('/?q=x');
	expect(signedIn()).toBe(true);
});

test('whoever came by the roll before comes back as the same person', async () => {
	const number = await enrol({ verifiedBy: 'roll' });
	const before = await db.selectFrom('person').select('id').execute();
	await tryWith(number);
	expect(signedIn()).toBe(true);
	expect(await db.selectFrom('person').select('id').execute()).toHaveLength(before.length);
});

test('nobody can tell who is on the roll, or who has signed in already', async () => {
	const answers = [];
	for (const number of ['000000000001', await enrol(), await enrol({ verifiedBy: 'eid' })]) {
		const isWrongBirth = answers.length === 1;
		const { response } = await tryWith(number, isWrongBirth ? '02/05/1990' : '01/05/1990');
		const text = (await response.text())
			.replaceAll(number, 'N')
			.replaceAll('02/05/1990', '01/05/1990')
			.replace(/nonce="[^"]*"|__sveltekit_\w+/g, '');
		answers.push({ status: response.status, text });
	}
	expect(answers[0]!.status).toBe(400);
	expect(answers[0]!.text).toContain('không tìm thấy ai');
	expect(answers[1]).toEqual(answers[0]);
	expect(answers[2]).toEqual(answers[0]);
	expect(signedIn()).toBe(false);
});

test('a slip of the pen keeps what was typed, and is told beside the field', async () => {
	const { response } = await tryWith('0010 9900', '31/02/1990');
	const text = await response.text();
	expect(response.status).toBe(400);
	expect(text).toContain('value="0010 9900"');
	expect(text).toContain('value="31/02/1990"');
	expect(text.match(/aria-invalid="true"/g)).toHaveLength(2);
});

test('a number can be tried five times a day, from wherever', async () => {
	const number = await enrol();
	for (let i = 0; i < 5; i++) {
		await tryWith(number, '02/05/1990', new Browser({ 'x-forwarded-for': `198.51.100.${i}` }));
	}
	const { response } = await tryWith(number);
	expect(response.status).toBe(429);
	expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(await response.text()).toContain('Bạn thử lại sau 7 giờ sáng');
	expect(signedIn()).toBe(false);
});

test('an address can try twenty times a day', async () => {
	const answers = [];
	for (let i = 0; i < 21; i++) {
		const { response } = await tryWith(String(700_000_000 + i));
		answers.push((await response.text()).includes('quá nhiều lần'));
	}
	expect(answers).toEqual([...Array<boolean>(20).fill(false), true]);
});
