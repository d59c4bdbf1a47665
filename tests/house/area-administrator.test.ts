/** Whose role is for one area, against the built app: every page of administration shows the people of it alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { startApp } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let db: Db;
let app: Awaited<ReturnType<typeof startApp>>;
let admin: Browser;
let [inside, outside] = ['', ''];

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 2));
	inside = await makeCitizen(db, { areaCode: 'xa-nay', displayName: 'Lan Trong' });
	outside = await makeCitizen(db, { areaCode: 'xa-khac', displayName: 'Lan Ngoài' });
	const keeper = await makeCitizen(db, { areaCode: 'xa-nay' });
	await db
		.insertInto('roleGrant')
		.values({ personId: keeper, role: 'administrator', areaCode: 'xa-nay' })
		.execute();
	for (const personIds of [[inside], [outside]]) {
		await db.insertInto('identityCase').values({ way: 'eid', personIds }).execute();
		await makeSession(db, personIds[0]!);
	}
	app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	admin = new Browser();
	admin.cookies(app.origin).set('s', await makeSession(db, keeper));
});
afterAll(async () => {
	await app?.stop();
	await db?.destroy();
	await database?.drop();
});

const ask = (path: string) => admin.ask(`${app.origin}/administration/${path}`);

test.each([
	['people?q=Lan', () => [inside, outside]],
	['cases', () => [inside.slice(0, 8), outside.slice(0, 8)]],
	['audit', () => [`actor=${inside}`, `actor=${outside}`]],
	['audit/export.csv', () => [inside, outside]],
	['letters', () => ['xa-nay', 'xa-khac']],
	['people/invite', () => ['xa-nay', 'xa-khac']],
])('%s shows what is theirs', async (path, marks) => {
	const response = await ask(path);
	expect(response.status).toBe(200);
	const [own, other] = marks();
	const text = await response.text();
	expect(text).toContain(own);
	expect(text).not.toContain(other);
});

test('a person of elsewhere is not found, and cannot be changed; one of the area is and can', async () => {
	expect((await ask(`people/${inside}`)).status).toBe(200);
	expect((await ask(`people/${outside}`)).status).toBe(404);
	const shut = (id: string) => admin.submit(`${app.origin}/administration/people/${id}?/end-sessions`, {});
	expect((await shut(outside)).response.status).toBe(403);
	expect((await shut(inside)).response.status).toBe(200);
});

test('they bring the roll of their area, and see no import of others', async () => {
	const others = await db
		.insertInto('rollImport')
		.values({ bytes: 0, state: 'refused', areas: ['xa-nay', 'xa-khac'] })
		.returning('id')
		.executeTakeFirstOrThrow();
	const page = await (await ask('roll')).text();
	expect(page).toContain('xa-nay');
	expect(page).not.toContain(others.id);
	for (const path of [`roll/${others.id}`, `roll/${others.id}/faults.csv`]) {
		expect((await ask(path)).status).toBe(404);
	}
	const body = new FormData();
	body.set('file', new Blob(['document_number,birth_date,area\n001090000001,1990-05-01,xa-khac']), 'a.csv');
	const { at } = await admin.follow(`${app.origin}/administration/roll`, { method: 'POST', body });
	await expect.poll(async () => (await admin.ask(at.href)).text()).toContain('không do bạn phụ trách');
});

test('they renew the factors of whoever lives and acts there alone', async () => {
	const renew = (id: string, login: string) =>
		admin.submit(`${app.origin}/administration/people/${id}?/renew`, { login });
	expect(await (await renew(inside, 'lan-trong')).response.text()).toContain('/invitation/');
	expect((await renew(outside, 'lan-ngoai')).response.status).toBe(403);
});
