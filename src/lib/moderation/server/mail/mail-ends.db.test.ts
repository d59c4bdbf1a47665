/** How letters end: by one click, with the address, and once each however many processes write them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AT_ONCE, openNoticeMail } from '../../../../../tests/support/notice-mail';
import type { Actor } from '../../../people/actor';
import { forgetPerson } from '../../../people/server/forget-person';
import { imposeSanction } from '../sanctions';

/** Known once the settings are there. */
let readUnsubscribeToken: typeof import('./unsubscribe-token').readUnsubscribeToken;
let post: Awaited<ReturnType<typeof openNoticeMail>>;
beforeAll(async () => {
	post = await openNoticeMail();
	({ readUnsubscribeToken } = await import('./unsubscribe-token'));
});
afterAll(() => post?.close());
beforeEach(() => post.renew());

test('one click ends it, also for a mail that waits for its server; again does no harm', async () => {
	const { id, author } = await post.wishing();
	await post.desk.approve(post.desk.lan, id);
	await post.wait('10 seconds');
	await post.compose();
	expect(await post.outbox()).toBe(1);
	const token = post.letters[0]!.unsubscribeUrl.split('/').pop()!;
	const key = readUnsubscribeToken(token)!;
	const changed = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BA' : 'AA'}`;
	expect(readUnsubscribeToken(changed)).toBeUndefined();
	await post.verbs.endMail(post.desk.db, key);
	await post.verbs.endMail(post.desk.db, key);
	expect(await post.outbox()).toBe(0);
	expect(await post.verbs.findMailWish(post.desk.db, author.personId)).toMatchObject({ rhythm: 'off' });
	await imposeSanction(post.desk.db, post.desk.lan, {
		person: author.personId,
		kind: 'warn',
		reason: 'Nhắc',
	});
	await post.wait('10 seconds');
	expect(await post.compose()).toBe(0);
	// Whoever chooses again can end it again by the same link.
	await post.verbs.chooseNoticeMail(post.desk.db, author.personId, AT_ONCE);
	expect(await post.verbs.findWishByKey(post.desk.db, key)).toEqual({ list: 'notices', isOff: false });
});

test.each([
	[
		'removed',
		(personId: string) => post.desk.db.deleteFrom('contactEmail').where('personId', '=', personId).execute(),
	],
	['changed', (personId: string) => post.desk.confirmAddress(personId)],
	[
		'gone with the account',
		(personId: string) => post.desk.db.transaction().execute((trx) => forgetPerson(trx, personId)),
	],
])('an address that is %s gets nothing any more, not even what waits', async (_, lose) => {
	const { id, author } = await post.wishing();
	await post.desk.approve(post.desk.lan, id);
	await post.wait('10 seconds');
	await post.compose();
	await imposeSanction(post.desk.db, post.desk.lan, {
		person: author.personId,
		kind: 'warn',
		reason: 'Nhắc',
	});
	await lose(author.personId);
	expect(await post.outbox()).toBe(0);
	await post.wait('10 seconds');
	expect(await post.compose()).toBe(0);
	expect(await post.verbs.findMailWish(post.desk.db, author.personId)).toBeUndefined();
});

test('processes that compose at once, while people choose and leave, mail each notice at most once', async () => {
	const people: Actor[] = [];
	for (let i = 0; i < 24; i++) {
		const { id, author } = await post.wishing();
		await post.desk.approve(post.desk.lan, id);
		people.push(author);
	}
	await post.wait('10 seconds');
	const leaving = people.slice(0, 4);
	const outcomes = await Promise.allSettled([
		...Array.from({ length: 4 }, () => post.compose()),
		...leaving.map(({ personId }) =>
			post.desk.db.deleteFrom('contactEmail').where('personId', '=', personId).execute(),
		),
		...people
			.slice(4, 8)
			.map(({ personId }) => post.verbs.chooseNoticeMail(post.desk.db, personId, { ...AT_ONCE, lang: 'en' })),
	]);
	expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
	await post.compose();
	expect(await post.outbox()).toBe(20);
	await post.deliver();
	expect(new Set(post.mailbox.arrived.flatMap(({ to }) => to)).size).toBe(20);
	expect(post.mailbox.arrived).toHaveLength(20);
});
