import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/actors';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import type { Actor } from '../../people/actor';
import { openDb, openPool, type Db } from '../../server/db/client';
import { readArticleContext } from './article-context';
import { ArticleCounts } from './article-counts';
import { NewspaperKeys, type MadeKey } from './newspaper-keys';
import { findNewspaper, listArticles, listNewspapers } from './reads';
import { createNewspaper, deleteNewspaper, saveNewspaper } from './save-newspaper';

const WRAPPING = randomBytes(32);
const URL_OF_ARTICLE = 'https://bao.example/bai-1?x=1';
const DAY = '2026-11-27';

let database: TestDatabase;
let db: Db;
let other: Db;
let by: Actor;
let keys: NewspaperKeys;
let newspaper: string;
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	[db, other] = [openDb(openPool(database.appUrl, 2)), openDb(openPool(database.appUrl, 2))];
	by = await makeActor(db, 'administrator');
});
beforeEach(async () => {
	keys = new NewspaperKeys(
		() => db,
		() => WRAPPING,
	);
	newspaper = await created(`Báo ${++made}`);
});
afterAll(async () => {
	await Promise.all([db.destroy(), other.destroy()]);
	await database.drop();
});

async function created(name: string): Promise<string> {
	const result = await createNewspaper(db, by, { content: { name, origins: ['https://bao.example'] } });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

async function key(of = newspaper): Promise<MadeKey> {
	const result = await keys.make(by, { newspaperId: of });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

function sign({ id, secret }: MadeKey, claims: Record<string, unknown> = {}, alg = 'HS256'): Promise<string> {
	const now = Math.floor(Date.now() / 1000);
	return new SignJWT({ sub: 'bai-1', url: URL_OF_ARTICLE, iat: now, exp: now + 3600, ...claims })
		.setProtectedHeader({ alg, kid: id })
		.sign(Buffer.from(secret, 'base64url'));
}

test('of two administrators who change the same, the second is told; a name is taken once', async () => {
	const content = { name: `Báo đổi tên ${made}`, origins: ['https://b.example'] };
	const wish = { id: newspaper, version: 1, content };
	const both = await Promise.all([saveNewspaper(db, by, wish), saveNewspaper(other, by, wish)]);
	expect(both.map((result) => (result.ok ? 'saved' : result.reason)).sort()).toEqual([
		'changed-meanwhile',
		'saved',
	]);
	expect(await createNewspaper(db, by, { content })).toEqual({ ok: false, reason: 'name-taken' });
	expect((await findNewspaper(db, newspaper))!.origins).toEqual(['https://b.example']);
});

test('nobody but an administrator with a fresh proof touches the list, and no row can hold more than origins', async () => {
	const content = { name: 'Báo lạ', origins: ['https://la.example'] };
	const editor = await makeActor(db, 'editor');
	expect(await createNewspaper(db, editor, { content })).toEqual({ ok: false, reason: 'not-allowed' });
	const stale = { ...by, authenticatedAt: new Date(Date.now() - 3_600_000) };
	expect(await createNewspaper(db, stale, { content })).toEqual({ ok: false, reason: 'step-up-required' });
	expect(await keys.make(editor, { newspaperId: newspaper })).toEqual({ ok: false, reason: 'not-allowed' });
	for (const origin of ["https://a.example; script-src 'unsafe-inline'", '*', 'http://a.example', "'self'"]) {
		const wish = { content: { name: `Báo ${origin}`, origins: [origin] } };
		await expect(createNewspaper(db, by, wish), origin).rejects.toMatchObject({ code: '23514' });
	}
});

test('two keys are valid at once, and never three, whoever is quick', async () => {
	const first = await key();
	const elsewhere = new NewspaperKeys(
		() => other,
		() => WRAPPING,
	);
	const race = await Promise.all([keys, elsewhere].map((one) => one.make(by, { newspaperId: newspaper })));
	expect(race.map((result) => (result.ok ? 'made' : result.reason)).sort()).toEqual(['made', 'two-already']);
	const second = race.find((result) => result.ok)!.value as MadeKey;
	for (const one of [first, second])
		expect(await readArticleContext(await sign(one), { keys })).toBeDefined();
	await keys.end(by, { newspaperId: newspaper, id: first.id });
	expect(await readArticleContext(await sign(first), { keys })).toBeUndefined();
	expect(await readArticleContext(await sign(second), { keys })).toBeDefined();
	expect((await listNewspapers(db)).find(({ id }) => id === newspaper)!.keys).toBe(1);
});

test('what a newspaper signed says where a poll stands', async () => {
	const context = await readArticleContext(await sign(await key()), { keys });
	expect(context).toEqual({ newspaperId: newspaper, article: 'bai-1', url: URL_OF_ARTICLE });
});

test('what is not signed, not valid any more or of another page says nothing', async () => {
	const mine = await key();
	const now = Math.floor(Date.now() / 1000);
	const token = await sign(mine);
	const [head = '', , signature = ''] = token.split('.');
	const claims = { sub: 'bai-2', url: URL_OF_ARTICLE, iat: now, exp: now + 60 };
	const altered = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
	const none = Buffer.from(JSON.stringify({ alg: 'none', kid: mine.id })).toString('base64url');
	const bad: Record<string, string> = {
		altered,
		'with another secret': await sign({ ...mine, secret: randomBytes(32).toString('base64url') }),
		'by an unknown key': await sign({ ...mine, id: 'khong-co-khoa'.slice(0, 12) }),
		expired: await sign(mine, { iat: now - 7200, exp: now - 3600 }),
		'signed in the future': await sign(mine, { iat: now + 3600, exp: now + 7200 }),
		'without an end': await sign(mine, { exp: undefined }),
		'signed too long ago': await sign(mine, { iat: now - 40 * 86_400 }),
		'of another site': await sign(mine, { url: 'https://khac.example/bai-1' }),
		'of no page': await sign(mine, { url: 'javascript:alert(1)' }),
		'without an article': await sign(mine, { sub: '' }),
		'by another method': await sign({ ...mine, secret: mine.secret + mine.secret }, {}, 'HS512'),
		unsigned: `${none}.${token.split('.')[1]}.`,
		nothing: '',
		nonsense: 'a.b.c',
		endless: 'a'.repeat(100_000),
	};
	for (const [what, text] of Object.entries(bad)) {
		expect(await readArticleContext(text, { keys }), what).toBeUndefined();
	}
});

test('answers are counted by article and day, together, and small counts are not told', async () => {
	const poll = await makePoll(database.ownerUrl);
	const here = { newspaperId: newspaper, article: 'bai-1', url: URL_OF_ARTICLE };
	const counts = new ArticleCounts();
	for (let i = 0; i < 4; i++) counts.add(poll.id, here, DAY);
	counts.add(poll.id, { ...here, article: 'bai-2' }, DAY);
	expect(await listArticles(db, poll.id), 'nothing is written at the moment of an answer').toEqual([]);
	expect(await counts.write(db)).toBe(2);
	expect(await counts.write(db), 'nothing twice').toBe(0);
	expect((await listArticles(db, poll.id)).map(({ answers }) => answers)).toEqual([null, null]);

	// Two processes at the same moment add up.
	const elsewhere = new ArticleCounts();
	for (const one of [counts, elsewhere]) for (let i = 0; i < 50; i++) one.add(poll.id, here, DAY);
	await Promise.all([counts.write(db), elsewhere.write(other)]);
	counts.add(poll.id, here, '2026-11-28');
	await counts.write(db);
	expect((await listArticles(db, poll.id))[0]).toEqual({
		newspaper: `Báo ${made}`,
		...{ article: 'bai-1', url: URL_OF_ARTICLE, first: DAY, last: '2026-11-28', answers: 105 },
	});
});

test('a newspaper that is taken off takes its keys and counts along, and what still comes is dropped', async () => {
	const poll = await makePoll(database.ownerUrl);
	const mine = await key();
	const counts = new ArticleCounts();
	const here = { newspaperId: newspaper, article: 'bai-1', url: URL_OF_ARTICLE };
	for (let i = 0; i < 9; i++) counts.add(poll.id, here, DAY);
	await counts.write(db);
	counts.add(poll.id, here, DAY);
	await deleteNewspaper(db, by, { id: newspaper });
	await counts.write(db);
	expect(await listArticles(db, poll.id)).toEqual([]);
	expect(await readArticleContext(await sign(mine), { keys })).toBeUndefined();
});

test('a database that is away loses no count', async () => {
	const poll = await makePoll(database.ownerUrl);
	const counts = new ArticleCounts();
	for (let i = 0; i < 7; i++) {
		counts.add(poll.id, { newspaperId: newspaper, article: 'bai-1', url: URL_OF_ARTICLE }, DAY);
	}
	const away = openDb(openPool('postgres://nobody@127.0.0.1:9/nothing', 1));
	await expect(counts.write(away)).rejects.toThrow();
	await away.destroy();
	await counts.write(db);
	expect((await listArticles(db, poll.id))[0]!.answers).toBe(7);
});
