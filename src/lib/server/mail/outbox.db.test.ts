/** Mail goes out over a real SMTP conversation: once each, later where the server is down, whoever dies in between. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEST_SECRETS } from '../../../../tests/support/app-process';
import { freshDatabase } from '../../../../tests/support/database';
import { startMailbox } from '../../../../tests/support/mailbox';
import type { TestDatabase } from '../../../../tests/support/template';
import type { Db } from '../db/client';
import type { Postman } from './transport';

const FROM = 'Hỏi Dân <hoidan@example.vn>';

let database: TestDatabase;
let dbs: Db[];
let db: Db;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let outbox: typeof import('./outbox') & typeof import('./transport');

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, { DATABASE_URL: database.appUrl, ORIGIN: 'http://localhost', ...TEST_SECRETS });
	const { openDb, openPool } = await import('../db/client');
	dbs = [openDb(openPool(database.appUrl, 3)), openDb(openPool(database.appUrl, 3))];
	db = dbs[0]!;
	outbox = { ...(await import('./outbox')), ...(await import('./transport')) };
	mailbox = await startMailbox();
});
afterAll(async () => {
	await mailbox.stop();
	await Promise.all(dbs.map((one) => one.destroy()));
	await database.drop();
});
beforeEach(() => {
	mailbox.arrived.length = 0;
});

/** Pooled connections would hold the server that a test wants to stop. */
const open: Postman[] = [];
const closeAll = () => open.splice(0).forEach((postman) => postman.close());
function postmanFor(url: string): Postman {
	const postman = outbox.openPostman(url, FROM);
	open.push(postman);
	return postman;
}
afterEach(closeAll);

const soon = () => new Date(Date.now() + 600_000);
const put = (to: string, notAfter = soon()) =>
	outbox.putInOutbox(db, { to, subject: 'Mã xác nhận', text: 'Mã của bạn: 123456' }, notAfter);
const waiting = async () => (await db.selectFrom('mailOutbox').select('id').execute()).length;
const makeDue = () =>
	db
		.updateTable('mailOutbox')
		.set({ nextTryAt: sql`clock_timestamp()` })
		.execute();

test('a mail arrives as it was written', async () => {
	await put('ai@example.vn');
	const { id, sealed } = await db.selectFrom('mailOutbox').select(['id', 'sealed']).executeTakeFirstOrThrow();
	expect(sealed.includes('example.vn')).toBe(false);
	expect(await outbox.deliver(db, postmanFor(mailbox.url))).toBe(1);
	const [mail] = mailbox.arrived;
	expect(mail!.to).toEqual(['ai@example.vn']);
	expect(mail!.raw).toContain(`Message-ID: <${id}@example.vn>`);
	expect(mail!.raw).toMatch(/^From: =\?UTF-8\?.*<hoidan@example\.vn>/im);
	expect(mail!.raw).toContain('Auto-Submitted: auto-generated');
	expect(mail!.raw).toMatch(/123456|MTIzNDU2/);
	expect(await waiting()).toBe(0);
});

test('an address can name nobody else, and no header', async () => {
	await put('ai@example.vn\r\nBcc: other@example.vn, other@example.vn');
	await outbox.deliver(db, postmanFor(mailbox.url));
	expect(mailbox.arrived.flatMap(({ to }) => to)).not.toContain('other@example.vn');
	await db.deleteFrom('mailOutbox').execute();
});

test('two processes that deliver at once send each mail once', async () => {
	const addresses = Array.from({ length: 50 }, (_, i) => `p${i}@example.vn`);
	for (const to of addresses) await put(to);
	await Promise.all(dbs.map((one) => outbox.deliver(one, postmanFor(mailbox.url))));
	expect(mailbox.arrived.flatMap(({ to }) => to).sort()).toEqual([...addresses].sort());
	expect(await waiting()).toBe(0);
});

test('a server that is down gets the mail later', async () => {
	const down = await startMailbox();
	await down.stop();
	await put('ai@example.vn');
	const postman = postmanFor(down.url);
	expect(await outbox.deliver(db, postman)).toBe(0);
	expect(await waiting()).toBe(1);
	const up = await startMailbox({ port: down.port });
	expect(await outbox.deliver(db, postman), 'not at once').toBe(0);
	await makeDue();
	expect(await outbox.deliver(db, postman)).toBe(1);
	expect(up.arrived).toHaveLength(1);
	closeAll();
	await up.stop();
});

test('a mail whose process died at it is taken again, when its time is over', async () => {
	await put('ai@example.vn');
	let taken = () => {};
	const dying = new Promise<void>((resolve) => (taken = resolve));
	void outbox.deliver(db, {
		send: () => {
			taken();
			return new Promise(() => {});
		},
		close: () => {},
	});
	await dying;
	const postman = postmanFor(mailbox.url);
	expect(await outbox.deliver(dbs[1]!, postman)).toBe(0);
	await makeDue();
	expect(await outbox.deliver(dbs[1]!, postman)).toBe(1);
	expect(mailbox.arrived).toHaveLength(1);
});

test('what nobody wants any more is not sent', async () => {
	await put('ai@example.vn', new Date(Date.now() - 1_000));
	expect(await outbox.deliver(db, postmanFor(mailbox.url))).toBe(0);
	expect(await waiting()).toBe(0);
});
