/**
 * Notices by e-mail from the built app, which is killed at the worst moments: between the decision and the mail nothing is
 * lost and nothing doubled; a mail that the server took without our hearing of it comes again, under the same name.
 */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { submitComment } from '../../src/lib/comments/server/submit-comment';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client.ts';
import { emailDigest } from '../../src/lib/people/server/contact/email-digest.ts';
import { sealAddress } from '../../src/lib/people/server/contact/sealed-address.ts';
import { browserOf } from '../support/account.ts';
import { startApp, TEST_SECRETS } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen } from '../support/citizens.ts';
import { makeActor, makeTopic } from '../support/comments.ts';
import { freshDatabase } from '../support/database.ts';
import { startMailbox, type Arrived } from '../support/mailbox.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let db: Db;
let owner: Db;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let beforeAnswer: (mail: Arrived) => Promise<unknown> = async () => {};
const apps: Awaited<ReturnType<typeof startApp>>[] = [];
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, { DATABASE_URL: database.appUrl, ORIGIN: 'http://localhost', ...TEST_SECRETS });
	db = openDb(openPool(database.appUrl, 3));
	owner = openDb(openPool(database.ownerUrl, 1));
	mailbox = await startMailbox({ beforeAnswer: (mail) => beforeAnswer(mail) });
});
afterEach(async () => {
	beforeAnswer = async () => {};
	await Promise.all(apps.splice(0).map((app) => app.kill('SIGKILL')));
	mailbox.arrived.length = 0;
});
afterAll(async () => {
	await mailbox?.stop();
	await Promise.all([db?.destroy(), owner?.destroy()]);
	await database?.drop();
});

async function start() {
	const app = await startApp({
		databaseUrl: database.appUrl,
		env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Hỏi Dân <hoidan@example.vn>' },
	});
	apps.push(app);
	await app.waitReady();
	return app;
}

/** Somebody with a confirmed address, who chose mail at once on the page, and wrote something that waits. */
async function makeWriter(app: { origin: string }) {
	const author = await makeActor(db);
	const email = `ai-${++made}@example.vn`;
	await db
		.insertInto('contactEmail')
		.values({
			personId: author.personId,
			sealed: sealAddress(email, author.personId),
			digest: emailDigest(email),
		})
		.execute();
	const browser = await browserOf(db, app.origin, author.personId);
	const chosen = await browser.submit(`${app.origin}/account?/mail`, {
		rhythm: 'at-once',
		hour: '7',
		lang: 'en',
	});
	expect(await chosen.response.text()).toContain('Đã lưu. Bạn sẽ nhận thông báo qua email');
	const said = await submitComment(db, author, await makeTopic(database), { body: `Ý kiến số ${made}` });
	if (!said.ok) throw new Error(said.reason);
	return { author, email, browser, comment: said.value.id };
}

async function reject(app: { origin: string }, comment: string) {
	const moderator = await browserOf(db, app.origin, await makeCitizen(db, { roles: ['moderator'] }));
	const { response } = await moderator.submit(`${app.origin}/moderation?/decide`, {
		comment,
		revision: '1',
		seen: 'held',
		verdict: 'reject',
		reason: 'off-topic',
	});
	expect(response.status).toBe(200);
	await response.arrayBuffer();
}

const makeDue = () => sql`UPDATE person_notice SET mail_at = mail_at - interval '1 minute'`.execute(owner);
const nameOf = ({ raw }: Arrived) => /^Message-ID: (.*)\r$/im.exec(raw)![1];
const arrived = (count: number) =>
	vi.waitFor(() => expect(mailbox.arrived).toHaveLength(count), { timeout: 20_000, interval: 50 });
const outboxEmpty = () =>
	vi.waitFor(async () => expect(await db.selectFrom('mailOutbox').select('id').execute()).toEqual([]), {
		timeout: 10_000,
	});

test('a process that dies between the decision and the mail loses and doubles nothing', async () => {
	const dying = await start();
	const { comment, email } = await makeWriter(dying);
	await reject(dying, comment);
	await dying.kill('SIGKILL');
	expect(mailbox.arrived).toEqual([]);
	await makeDue();
	await Promise.all([start(), start()]);
	await arrived(1);
	await outboxEmpty();
	expect(mailbox.arrived.map(({ to }) => to)).toEqual([[email]]);
}, 60_000);

test('a process that dies while the mail server takes a mail sends it again, with the same Message-ID', async () => {
	const dying = await start();
	const { comment } = await makeWriter(dying);
	await reject(dying, comment);
	beforeAnswer = () => dying.kill('SIGKILL');
	await makeDue();
	await arrived(1);
	await dying.ended;
	beforeAnswer = async () => {};
	// The time for which it was theirs is over.
	await sql`UPDATE mail_outbox SET next_try_at = clock_timestamp()`.execute(owner);
	await start();
	await arrived(2);
	await outboxEmpty();
	expect(nameOf(mailbox.arrived[1]!)).toBe(nameOf(mailbox.arrived[0]!));
}, 60_000);

test('the link in the mail shows a page, and ends the mails only when it is posted to, without a cookie', async () => {
	const app = await start();
	const { comment, browser } = await makeWriter(app);
	await reject(app, comment);
	await makeDue();
	await arrived(1);
	const [, address] = /^List-Unsubscribe: <([^>]+)>\r$/im.exec(mailbox.arrived[0]!.raw)!;
	const stranger = new Browser({ 'accept-language': 'en' });
	for (const method of ['GET', 'HEAD', 'GET']) {
		const page = await stranger.ask(address!, { method });
		const text = await page.text();
		if (method === 'GET') expect(text).toContain('Do you want to stop getting notices');
	}
	const chosen = async () =>
		/value="at-once"[^>]*checked/.test(await (await browser.ask(`${app.origin}/account`)).text());
	expect(await chosen()).toBe(true);
	// As a mail program does it (RFC 8058): no cookie, no origin.
	const posted = await fetch(address!, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: 'List-Unsubscribe=One-Click',
	});
	expect(posted.status).toBe(200);
	expect(await chosen()).toBe(false);
	const forged = await stranger.submit(`${address!.slice(0, -6)}AAAAAA`, {});
	expect(forged.response.status).toBe(200);
	expect(await forged.response.text()).toContain('no longer works');
	expect(app.readLog()).not.toContain(new URL(address!).pathname.split('/').pop());
}, 60_000);
