/** Who chose notices by e-mail gets each once, in their language; whoever did not, or no longer does, gets none. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEST_SECRETS } from '../../../../../tests/support/app-process';
import { startMailbox } from '../../../../../tests/support/mailbox';
import { openTestDesk } from '../../../../../tests/support/moderation';
import type { Actor } from '../../../people/actor';
import { submitComment } from '../../../comments/server/submit-comment';
import { forgetPerson } from '../../../people/server/forget-person';
import type { NoticeLetter } from '../../mail-wish';
import type { MailWish } from '../../mail-wish';
import { decideAppeal, openAppeal } from '../appeals';
import { decideComment } from '../decide-comment';
import { readNotices } from '../own-reads';
import { imposeSanction } from '../sanctions';
import { undoDecision } from '../undo-decision';

let desk: Awaited<ReturnType<typeof openTestDesk>>;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let verbs: typeof import('./mail-notices') &
	typeof import('./wishes') &
	typeof import('./unsubscribe-token') &
	typeof import('../../../server/mail/outbox') &
	typeof import('../../../server/mail/transport') &
	typeof import('../../../people/server/contact/sealed-address') &
	typeof import('../../../people/server/contact/email-digest') &
	typeof import('../../mail-words');
/** What the letters were made of. */
let letters: NoticeLetter[] = [];
let texts: string[] = [];
let made = 0;

beforeAll(async () => {
	desk = await openTestDesk();
	Object.assign(process.env, {
		DATABASE_URL: desk.database.appUrl,
		ORIGIN: 'https://hoidan.example.vn',
		...TEST_SECRETS,
	});
	verbs = {
		...(await import('./mail-notices')),
		...(await import('./wishes')),
		...(await import('./unsubscribe-token')),
		...(await import('../../../server/mail/outbox')),
		...(await import('../../../server/mail/transport')),
		...(await import('../../../people/server/contact/sealed-address')),
		...(await import('../../../people/server/contact/email-digest')),
		...(await import('../../mail-words')),
	};
	mailbox = await startMailbox();
});
afterAll(async () => {
	await mailbox?.stop();
	await desk?.close();
});
beforeEach(async () => {
	await desk.renew();
	await desk.db.deleteFrom('mailOutbox').execute();
	await desk.owner.updateTable('personNotice').set({ mailAt: null }).execute();
	letters = [];
	texts = [];
	mailbox.arrived.length = 0;
});

const AT_ONCE: MailWish = { rhythm: 'at-once', hour: 7, lang: 'vi' };

/** @returns the address */
async function confirm(personId: string): Promise<string> {
	const email = `ai-${++made}@example.vn`;
	const row = { sealed: verbs.sealAddress(email, personId), digest: verbs.emailDigest(email) };
	await desk.db
		.insertInto('contactEmail')
		.values({ personId, ...row })
		.onConflict((conflict) => conflict.column('personId').doUpdateSet(row))
		.execute();
	return email;
}

async function wishing(wish: Partial<MailWish> = {}) {
	const { id, author } = await desk.held(`Một ý kiến chờ duyệt số ${++made}`);
	const email = await confirm(author.personId);
	expect(await verbs.chooseNoticeMail(desk.db, author.personId, { ...AT_ONCE, ...wish })).toMatchObject({
		ok: true,
	});
	return { id, author, email };
}

/** As if so much time had gone by since what is due was decided. */
const wait = (interval: string) =>
	sql`UPDATE person_notice SET mail_at = mail_at - ${interval}::interval`.execute(desk.owner);

const compose = (db = desk.db) =>
	verbs.mailNotices(db, (letter) => {
		letters.push(letter);
		const written = verbs.writeNoticeLetter(letter);
		texts.push(written.text);
		return written;
	});

async function deliver() {
	const postman = verbs.openPostman(mailbox.url, 'Hỏi Dân <hoidan@example.vn>');
	await verbs.deliver(desk.db, postman);
	postman.close();
	return mailbox.arrived;
}

test('a rejection is mailed with its reason, its rule and the way to answer it; to its author, once', async () => {
	const { id, author, email } = await wishing();
	await decideComment(desk.db, desk.lan, {
		comment: id,
		revision: 1,
		seen: 'held',
		verdict: 'reject',
		reason: 'off-topic',
		note: 'Mời bạn <b>viết</b> ở chủ đề khác',
	});
	expect(await compose(), 'while it can be taken back').toBe(0);
	await wait('10 seconds');
	expect(await compose()).toBe(1);
	expect(await compose()).toBe(0);
	const [mail, ...others] = await deliver();
	expect(others).toEqual([]);
	expect(mail!.to).toEqual([email]);
	expect(mail!.raw).toMatch(/^List-Unsubscribe: <https:\/\/hoidan\.example\.vn\/unsubscribe\/[\w-]{43}>\r$/m);
	expect(mail!.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
	expect(mail!.raw).toMatch(/^Content-Type: multipart\/alternative/m);
	expect(letters[0]!.notices).toMatchObject([
		{
			kind: 'rejected',
			reason: 'off-topic',
			title: 'Chủ đề',
			url: `https://hoidan.example.vn/account/comments#c-${id}`,
		},
	]);
	const { text, html } = verbs.writeNoticeLetter(letters[0]!);
	expect(text).toContain('Mời bạn <b>viết</b> ở chủ đề khác');
	expect(html).toContain('Mời bạn &lt;b&gt;viết&lt;/b&gt; ở chủ đề khác');
	expect(text).toContain(letters[0]!.unsubscribeUrl);
	expect(await verbs.findMailWish(desk.db, author.personId)).toEqual(AT_ONCE);
});

test('a decision that is taken back is mailed to nobody', async () => {
	const { id } = await wishing();
	const decided = await desk.approve(desk.lan, id);
	if (!decided.ok) throw new Error(decided.reason);
	expect(
		await undoDecision(desk.db, desk.lan, { comment: id, decision: decided.value.decisionId }),
	).toMatchObject({ ok: true });
	await wait('10 seconds');
	expect(await compose()).toBe(0);
});

test('whoever chose nothing, or confirmed no address, gets nothing', async () => {
	const { id, author } = await desk.held();
	expect(await verbs.chooseNoticeMail(desk.db, author.personId, AT_ONCE)).toEqual({
		ok: false,
		reason: 'no-address',
	});
	await confirm(author.personId);
	await desk.approve(desk.lan, id);
	await verbs.chooseNoticeMail(desk.db, author.personId, AT_ONCE);
	await wait('10 seconds');
	expect(await compose(), 'not even what was decided before they chose').toBe(0);
});

test('a daily mail waits for its hour in Vietnam, and holds all that was not read', async () => {
	const { rows } = await sql<{
		hour: number;
	}>`SELECT extract(hour FROM clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS hour`.execute(
		desk.db,
	);
	const hour = (rows[0]!.hour + 2) % 24;
	const { id, author } = await wishing({ rhythm: 'daily', hour, lang: 'en' });
	await desk.approve(desk.lan, id);
	await imposeSanction(desk.db, desk.lan, {
		person: author.personId,
		kind: 'warn',
		reason: 'Nhẹ lời hơn nhé',
	});
	const due = await desk.db
		.selectFrom('personNotice')
		.select('mailAt')
		.where('personId', '=', author.personId)
		.execute();
	for (const { mailAt } of due) {
		expect(mailAt!.toISOString().slice(14)).toBe('00:00.000Z');
		expect((mailAt!.getUTCHours() + 7) % 24).toBe(hour);
		expect(mailAt!.getTime() - Date.now()).toBeLessThan(2 * 3_600_000);
	}
	await wait('1 hour');
	expect(await compose()).toBe(0);
	await wait('1 hour');
	expect(await compose()).toBe(1);
	expect(letters[0]).toMatchObject({ lang: 'en', rhythm: 'daily', more: 0 });
	expect(letters[0]!.notices.map(({ kind }) => kind)).toEqual(['warned', 'published']);
	expect(letters[0]!.notices[0]!.sanction).toEqual({ reason: 'Nhẹ lời hơn nhé', endsAt: null });
	expect(texts[0]).toContain('Your comment was published');
});

test('what was read on the site is not mailed as well', async () => {
	const { id, author } = await wishing({ rhythm: 'daily' });
	await desk.approve(desk.lan, id);
	await desk.settleTime(id);
	await readNotices(desk.db, author.personId);
	await wait('1 day');
	expect(await compose()).toBe(0);
});

test('an appeal, a reply and an official answer are told, never in the words of others', async () => {
	const { id, author } = await wishing();
	await desk.reject(desk.lan, id);
	await desk.settleTime(id);
	await openAppeal(desk.db, author, { comment: id, words: 'Đúng chủ đề mà' });
	await decideAppeal(desk.db, desk.minh, {
		comment: id,
		revision: 1,
		outcome: 'overturned',
		note: 'Đúng vậy',
	});
	await wait('10 seconds');
	await compose();
	expect(letters[0]!.notices.map(({ kind }) => kind)).toEqual(['appeal-overturned', 'rejected']);
	expect(letters[0]!.notices[0]!.note).toBe('Đúng vậy');
	letters = [];

	const { author: other } = await desk.held();
	const reply = await submitComment(desk.db, other, desk.subject, {
		body: 'Lời riêng của tôi',
		parentId: id,
	});
	if (!reply.ok) throw new Error(reply.reason);
	await desk.approve(desk.lan, reply.value.id);
	await wait('10 seconds');
	expect(await compose(), 'replies in a quarter of an hour come together').toBe(0);
	await wait('15 minutes');
	expect(await compose()).toBe(1);
	expect(letters[0]!.notices).toMatchObject([
		{ kind: 'replied', url: `https://hoidan.example.vn/comments/${reply.value.id}` },
	]);
	const { text, html } = verbs.writeNoticeLetter(letters[0]!);
	for (const form of [text, html]) {
		expect(form).not.toContain('Lời riêng');
		expect(form).not.toContain(other.displayName);
	}
});

test('a reply that is taken off before it was told is told to nobody', async () => {
	const { id, author } = await wishing();
	await desk.approve(desk.lan, id);
	await desk.settleTime(id);
	const { author: other } = await desk.held();
	const reply = await submitComment(desk.db, other, desk.subject, {
		body: 'Tôi cũng nghĩ vậy',
		parentId: id,
	});
	if (!reply.ok) throw new Error(reply.reason);
	await desk.approve(desk.lan, reply.value.id);
	const told = () =>
		desk.db.selectFrom('personNotice').select('kind').where('personId', '=', author.personId).execute();
	expect((await told()).map(({ kind }) => kind)).toContain('replied');
	await decideComment(desk.db, desk.minh, {
		comment: reply.value.id,
		revision: 1,
		seen: 'published',
		verdict: 'reject',
		reason: 'spam',
	});
	expect((await told()).map(({ kind }) => kind)).not.toContain('replied');
});

const outbox = async () => (await desk.db.selectFrom('mailOutbox').select('id').execute()).length;

test('one click ends it, also for a mail that waits for its server; again does no harm', async () => {
	const { id, author } = await wishing();
	await desk.approve(desk.lan, id);
	await wait('10 seconds');
	await compose();
	expect(await outbox()).toBe(1);
	const token = letters[0]!.unsubscribeUrl.split('/').pop()!;
	const key = verbs.readUnsubscribeToken(token)!;
	const changed = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BA' : 'AA'}`;
	expect(verbs.readUnsubscribeToken(changed)).toBeUndefined();
	await verbs.endMail(desk.db, key);
	await verbs.endMail(desk.db, key);
	expect(await outbox()).toBe(0);
	expect(await verbs.findMailWish(desk.db, author.personId)).toMatchObject({ rhythm: 'off' });
	await imposeSanction(desk.db, desk.lan, { person: author.personId, kind: 'warn', reason: 'Nhắc' });
	await wait('10 seconds');
	expect(await compose()).toBe(0);
	// Whoever chooses again can end it again by the same link.
	await verbs.chooseNoticeMail(desk.db, author.personId, AT_ONCE);
	expect(await verbs.findWishByKey(desk.db, key)).toEqual({ list: 'notices', isOff: false });
});

test.each([
	[
		'removed',
		(personId: string) => desk.db.deleteFrom('contactEmail').where('personId', '=', personId).execute(),
	],
	['changed', (personId: string) => confirm(personId)],
	[
		'gone with the account',
		(personId: string) => desk.db.transaction().execute((trx) => forgetPerson(trx, personId)),
	],
])('an address that is %s gets nothing any more, not even what waits', async (_, lose) => {
	const { id, author } = await wishing();
	await desk.approve(desk.lan, id);
	await wait('10 seconds');
	await compose();
	await imposeSanction(desk.db, desk.lan, { person: author.personId, kind: 'warn', reason: 'Nhắc' });
	await lose(author.personId);
	expect(await outbox()).toBe(0);
	await wait('10 seconds');
	expect(await compose()).toBe(0);
	expect(await verbs.findMailWish(desk.db, author.personId)).toBeUndefined();
});

test('processes that compose at once, while people choose and leave, mail each notice at most once', async () => {
	const people: Actor[] = [];
	for (let i = 0; i < 24; i++) {
		const { id, author } = await wishing();
		await desk.approve(desk.lan, id);
		people.push(author);
	}
	await wait('10 seconds');
	const leaving = people.slice(0, 4);
	const outcomes = await Promise.allSettled([
		...Array.from({ length: 4 }, () => compose()),
		...leaving.map(({ personId }) =>
			desk.db.deleteFrom('contactEmail').where('personId', '=', personId).execute(),
		),
		...people
			.slice(4, 8)
			.map(({ personId }) => verbs.chooseNoticeMail(desk.db, personId, { ...AT_ONCE, lang: 'en' })),
	]);
	expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
	await compose();
	expect(await outbox()).toBe(20);
	await deliver();
	expect(new Set(mailbox.arrived.flatMap(({ to }) => to)).size).toBe(20);
	expect(mailbox.arrived).toHaveLength(20);
});
