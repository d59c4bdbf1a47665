/** Who chose notices by e-mail gets each once, in their language; whoever did not, or no longer does, gets none. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AT_ONCE, openNoticeMail } from '../../../../../tests/support/notice-mail';
import { submitComment } from '../../../comments/server/submit-comment';
import { decideAppeal, openAppeal } from '../appeals';
import { decideComment } from '../decide-comment';
import { readNotices } from '../own-reads';
import { imposeSanction } from '../sanctions';
import { undoDecision } from '../undo-decision';

let post: Awaited<ReturnType<typeof openNoticeMail>>;
beforeAll(async () => {
	post = await openNoticeMail();
});
afterAll(() => post?.close());
beforeEach(() => post.renew());

test('a rejection is mailed with its reason, its rule and the way to answer it; to its author, once', async () => {
	const { id, author, email } = await post.wishing();
	await decideComment(post.desk.db, post.desk.lan, {
		comment: id,
		revision: 1,
		seen: 'held',
		verdict: 'reject',
		reason: 'off-topic',
		note: 'Mời bạn <b>viết</b> ở chủ đề khác',
	});
	expect(await post.compose(), 'while it can be taken back').toBe(0);
	await post.wait('10 seconds');
	expect(await post.compose()).toBe(1);
	expect(await post.compose()).toBe(0);
	const [mail, ...others] = await post.deliver();
	expect(others).toEqual([]);
	expect(mail!.to).toEqual([email]);
	expect(mail!.raw).toMatch(/^List-Unsubscribe: <https:\/\/hoidan\.example\.vn\/unsubscribe\/[\w-]{43}>\r$/m);
	expect(mail!.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
	expect(mail!.raw).toMatch(/^Content-Type: multipart\/alternative/m);
	expect(post.letters[0]!.notices).toMatchObject([
		{
			kind: 'rejected',
			reason: 'off-topic',
			title: 'Chủ đề',
			url: `https://hoidan.example.vn/account/comments#c-${id}`,
		},
	]);
	const { text, html } = post.verbs.writeNoticeLetter(post.letters[0]!);
	expect(text).toContain('Mời bạn <b>viết</b> ở chủ đề khác');
	expect(html).toContain('Mời bạn &lt;b&gt;viết&lt;/b&gt; ở chủ đề khác');
	expect(text).toContain(post.letters[0]!.unsubscribeUrl);
	expect(await post.verbs.findMailWish(post.desk.db, author.personId)).toEqual(AT_ONCE);
});

test('a decision that is taken back is mailed to nobody', async () => {
	const { id } = await post.wishing();
	const decided = await post.desk.approve(post.desk.lan, id);
	if (!decided.ok) throw new Error(decided.reason);
	expect(
		await undoDecision(post.desk.db, post.desk.lan, { comment: id, decision: decided.value.decisionId }),
	).toMatchObject({ ok: true });
	await post.wait('10 seconds');
	expect(await post.compose()).toBe(0);
});

test('whoever chose nothing, or confirmed no address, gets nothing', async () => {
	const { id, author } = await post.desk.held();
	expect(await post.verbs.chooseNoticeMail(post.desk.db, author.personId, AT_ONCE)).toEqual({
		ok: false,
		reason: 'no-address',
	});
	await post.desk.confirmAddress(author.personId);
	await post.desk.approve(post.desk.lan, id);
	await post.verbs.chooseNoticeMail(post.desk.db, author.personId, AT_ONCE);
	await post.wait('10 seconds');
	expect(await post.compose(), 'not even what was decided before they chose').toBe(0);
});

test('a daily mail waits for its hour in Vietnam, and holds all that was not read', async () => {
	const { rows } = await sql<{
		hour: number;
	}>`SELECT extract(hour FROM clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS hour`.execute(
		post.desk.db,
	);
	const hour = (rows[0]!.hour + 2) % 24;
	const { id, author } = await post.wishing({ rhythm: 'daily', hour, lang: 'en' });
	await post.desk.approve(post.desk.lan, id);
	await imposeSanction(post.desk.db, post.desk.lan, {
		person: author.personId,
		kind: 'warn',
		reason: 'Nhẹ lời hơn nhé',
	});
	const due = await post.desk.db
		.selectFrom('personNotice')
		.select('mailAt')
		.where('personId', '=', author.personId)
		.execute();
	for (const { mailAt } of due) {
		expect(mailAt!.toISOString().slice(14)).toBe('00:00.000Z');
		expect((mailAt!.getUTCHours() + 7) % 24).toBe(hour);
		expect(mailAt!.getTime() - Date.now()).toBeLessThan(2 * 3_600_000);
	}
	await post.wait('1 hour');
	expect(await post.compose()).toBe(0);
	await post.wait('1 hour');
	expect(await post.compose()).toBe(1);
	expect(post.letters[0]).toMatchObject({ lang: 'en', rhythm: 'daily', more: 0 });
	expect(post.letters[0]!.notices.map(({ kind }) => kind)).toEqual(['warned', 'published']);
	expect(post.letters[0]!.notices[0]!.sanction).toEqual({ reason: 'Nhẹ lời hơn nhé', endsAt: null });
	expect(post.texts[0]).toContain('Your comment was published');
});

test('what was read on the site is not mailed as well', async () => {
	const { id, author } = await post.wishing({ rhythm: 'daily' });
	await post.desk.approve(post.desk.lan, id);
	await post.desk.settleTime(id);
	await readNotices(post.desk.db, author.personId);
	await post.wait('1 day');
	expect(await post.compose()).toBe(0);
});

test('an appeal, a reply and an official answer are told, never in the words of others', async () => {
	const { id, author } = await post.wishing();
	await post.desk.reject(post.desk.lan, id);
	await post.desk.settleTime(id);
	await openAppeal(post.desk.db, author, { comment: id, words: 'Đúng chủ đề mà' });
	await decideAppeal(post.desk.db, post.desk.minh, {
		comment: id,
		revision: 1,
		outcome: 'overturned',
		note: 'Đúng vậy',
	});
	await post.wait('10 seconds');
	await post.compose();
	expect(post.letters[0]!.notices.map(({ kind }) => kind)).toEqual(['appeal-overturned', 'rejected']);
	expect(post.letters[0]!.notices[0]!.note).toBe('Đúng vậy');
	post.letters = [];

	const { author: other } = await post.desk.held();
	const reply = await submitComment(post.desk.db, other, post.desk.subject, {
		body: 'Lời riêng của tôi',
		parentId: id,
	});
	if (!reply.ok) throw new Error(reply.reason);
	await post.desk.approve(post.desk.lan, reply.value.id);
	await post.wait('10 seconds');
	expect(await post.compose(), 'replies in a quarter of an hour come together').toBe(0);
	await post.wait('15 minutes');
	expect(await post.compose()).toBe(1);
	expect(post.letters[0]!.notices).toMatchObject([
		{ kind: 'replied', url: `https://hoidan.example.vn/comments/${reply.value.id}` },
	]);
	const { text, html } = post.verbs.writeNoticeLetter(post.letters[0]!);
	for (const form of [text, html]) {
		expect(form).not.toContain('Lời riêng');
		expect(form).not.toContain(other.displayName);
	}
});

test('a reply that is taken off before it was told is told to nobody', async () => {
	const { id, author } = await post.wishing();
	await post.desk.approve(post.desk.lan, id);
	await post.desk.settleTime(id);
	const { author: other } = await post.desk.held();
	const reply = await submitComment(post.desk.db, other, post.desk.subject, {
		body: 'Tôi cũng nghĩ vậy',
		parentId: id,
	});
	if (!reply.ok) throw new Error(reply.reason);
	await post.desk.approve(post.desk.lan, reply.value.id);
	const told = () =>
		post.desk.db.selectFrom('personNotice').select('kind').where('personId', '=', author.personId).execute();
	expect((await told()).map(({ kind }) => kind)).toContain('replied');
	await decideComment(post.desk.db, post.desk.minh, {
		comment: reply.value.id,
		revision: 1,
		seen: 'published',
		verdict: 'reject',
		reason: 'spam',
	});
	expect((await told()).map(({ kind }) => kind)).not.toContain('replied');
});
