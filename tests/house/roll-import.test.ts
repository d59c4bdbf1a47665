/** An administrator uploads a list at the built app, without JavaScript. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client.ts';
import { startApp } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let db: Db;
let app: Awaited<ReturnType<typeof startApp>>;
let browser: Browser;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.ownerUrl, 3));
	await db.insertInto('area').values({ code: 'xa-a' }).execute();
	app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	browser = new Browser({ 'accept-language': 'en' });
	const administrator = await makeCitizen(db, { roles: ['administrator'] });
	browser.cookies(app.origin).set('s', await makeSession(db, administrator));
});
afterAll(async () => {
	await app?.stop();
	await db?.destroy();
	await database?.drop();
});

function upload(content: BlobPart) {
	const body = new FormData();
	body.set('file', new Blob([content]), 'list.csv');
	return browser.follow(`${app.origin}/administration/roll`, { method: 'POST', body });
}

/** Refreshes, as the page without JavaScript asks its reader's browser to. */
async function refresh(address: string): Promise<string> {
	for (;;) {
		const text = await (await browser.ask(address)).text();
		if (!text.includes('http-equiv="refresh"')) return text;
	}
}

const list = (count: number) =>
	[
		'document_number,birth_date,area',
		...Array.from({ length: count }, (_, i) => `${String(i).padStart(12, '0')},1990-05-01,xa-a`),
	].join('\n');

test('a list larger than other bodies may be is read, previewed, confirmed and applied', async () => {
	const text = list(25_000);
	expect(text.length).toBeGreaterThan(512 * 1024);
	const { at } = await upload(text);
	expect(at.pathname).toMatch(/^\/administration\/roll\/[0-9a-f-]{36}$/);
	expect(await refresh(at.href)).toMatch(/New people<\/dt>\s*<dd[^>]*>25,000/);
	expect(await db.selectFrom('rollEntry').select('id').execute()).toEqual([]);
	await browser.submit(at.href, {});
	expect(await refresh(at.href)).toContain('The list has been imported');
	expect(await db.selectFrom('rollEntry').select('id').execute()).toHaveLength(25_000);
});

test('faulty lines are told, on the page and as a file, without what stood in them', async () => {
	const { at } = await upload('số định danh;ngày sinh;khu vực\n1099000001;1/1/1990;xa-a\n');
	const text = await refresh(at.href);
	expect(text).toContain('dropped the leading zeros');
	const file = await (await browser.ask(`${at.href}/faults.csv`)).text();
	expect(file).toContain('2,zeros-lost,');
	expect(text + file).not.toContain('1099000001');
});

test('a file in another encoding is told as such', async () => {
	const { at } = await upload(Uint8Array.of(0x73, 0xf4, 0xec, 0x2c, 0x61, 0x0a));
	expect(await refresh(at.href)).toContain('not in UTF-8');
});

test('no file, and one that is too large, are told on the page', async () => {
	expect(await (await upload('')).response.text()).toContain('No file was chosen');
	const { response } = await upload(new Uint8Array(33 * 1024 * 1024));
	expect(response.status).toBe(413);
	expect(await response.text()).toContain('larger than 32 MB');
});

test('elsewhere a large body stays refused', async () => {
	const body = new FormData();
	body.set('number', 'x'.repeat(600 * 1024));
	const { response } = await browser.follow(`${app.origin}/preferences`, { method: 'POST', body });
	expect(response.status).toBe(413);
});
