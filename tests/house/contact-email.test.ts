/** A citizen gives an e-mail address at the built app, which speaks SMTP with a mail server of ours. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client.ts';
import { startApp } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import { startMailbox } from '../support/mailbox.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let db: Db;
let app: Awaited<ReturnType<typeof startApp>>;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let browser: Browser;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.ownerUrl, 3));
	mailbox = await startMailbox();
	app = await startApp({
		databaseUrl: database.appUrl,
		env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Hỏi Dân <hoidan@example.vn>' },
	});
	await app.waitReady();
	browser = new Browser({ 'accept-language': 'en' });
	browser.cookies(app.origin).set('s', await makeSession(db, await makeCitizen(db), 'one-factor'));
});
afterAll(async () => {
	await app?.stop();
	await mailbox?.stop();
	await db?.destroy();
	await database?.drop();
});

const post = async (action: string, form: Record<string, string>) => {
	const { response } = await browser.submit(`${app.origin}/account/email?/${action}`, form);
	return { status: response.status, text: await response.text() };
};

test('a browser that was left open does not say where to write to its owner', async () => {
	const left = new Browser({ 'accept-language': 'en' });
	const token = await makeSession(db, await makeCitizen(db), 'one-factor');
	left.cookies(app.origin).set('s', token);
	await db
		.updateTable('session')
		.set({ authenticatedAt: new Date(Date.now() - 11 * 60_000) })
		.where('id', '=', token.split('.')[0]!)
		.execute();
	const address = `${app.origin}/account/email`;
	expect(await (await left.ask(address)).text()).toContain('confirm that it is you');
	for (const [action, form] of [
		['ask', { email: 'ke-la@example.vn' }],
		['remove', {}],
	] as const) {
		const { at } = await left.submit(`${address}?/${action}`, form);
		expect(at.pathname).toBe('/sign-in/again');
	}
	expect(await db.selectFrom('emailCode').select('sessionId').execute()).toEqual([]);
});

test('an address is confirmed by the code that came by mail, and makes no person', async () => {
	const persons = await db.selectFrom('person').select('id').execute();
	const malformed = await post('ask', { email: 'ai@' });
	expect(malformed.status).toBe(400);
	expect(malformed.text).toContain('value="ai@"');

	expect((await post('ask', { email: 'ai@example.vn' })).text).toContain(
		'We are sending a code to ai@example.vn',
	);
	await vi.waitFor(() => expect(mailbox.arrived).toHaveLength(1), { timeout: 10_000 });
	const [mail] = mailbox.arrived;
	expect(mail!.to).toEqual(['ai@example.vn']);
	const code = /\b\d{6}\b/.exec(mail!.raw.replace(/^(Message-ID|Date|.*boundary).*$/gim, ''))![0];
	const wrong = code === '000000' ? '000001' : '000000';
	expect((await post('confirm', { code: wrong })).text).toContain('The code is wrong');
	const confirmed = await post('confirm', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` });
	expect(confirmed.text).toContain('The address is confirmed');
	expect(confirmed.text).toContain('ai@example.vn');
	expect(await db.selectFrom('person').select('id').execute()).toEqual(persons);
	expect(app.readLog()).not.toContain('ai@example');
	expect((await post('remove', {})).text).toContain('The address is removed');
});
