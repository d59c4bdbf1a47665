import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/actors';
import { freshDatabase } from '../../../../tests/support/database';
import type { TestDatabase } from '../../../../tests/support/template';
import type { Actor } from '../../people/actor';
import { openDb, openPool, type Db } from '../../server/db/client';
import type { NoticeContent } from '../notice';
import { findDeskNotice, listDeskNotices, listNotices } from './reads';
import { createNotice, deleteNotice, saveNotice } from './save-notice';

let database: TestDatabase;
let db: Db;
let other: Db;
let by: Actor;

beforeAll(async () => {
	database = await freshDatabase();
	[db, other] = [openDb(openPool(database.appUrl, 1)), openDb(openPool(database.appUrl, 1))];
	by = await makeActor(db, 'editor');
});
afterAll(async () => {
	await Promise.all([db.destroy(), other.destroy()]);
	await database.drop();
});

const HOUR = 3_600_000;
function content(body: string, changes: Partial<NoticeContent> = {}): NoticeContent {
	return {
		place: 'everywhere',
		importance: 'note',
		originalLang: 'vi',
		texts: [{ lang: 'vi', body }],
		startsAt: new Date(Date.now() - HOUR),
		endsAt: new Date(Date.now() + HOUR),
		...changes,
	};
}

async function created(what: NoticeContent): Promise<string> {
	const result = await createNotice(db, by, { content: what });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

const bodies = async (place: 'home' | 'topics' | 'embed') =>
	(await listNotices(db, { place, lang: 'en' })).map(({ body }) => body);

test('a notice stands where and while it is meant to, the urgent one first', async () => {
	const ids = [
		await created(content('Mọi nơi')),
		await created(content('Trang chủ', { place: 'home', importance: 'urgent' })),
		await created(content('Hết hạn', { endsAt: new Date(Date.now() - 1) })),
		await created(content('Chưa tới', { startsAt: new Date(Date.now() + HOUR / 2) })),
	];
	expect(await bodies('home')).toEqual(['Trang chủ', 'Mọi nơi']);
	expect(await bodies('embed')).toEqual(['Mọi nơi']);
	expect((await listDeskNotices(db)).map(({ state }) => state).sort()).toEqual([
		'coming',
		'over',
		'shown',
		'shown',
	]);
	for (const id of ids) expect(await deleteNotice(db, by, { id })).toMatchObject({ ok: true });
	expect(await bodies('topics')).toEqual([]);
});

test('of two editors who began with the same version, one saves and the other is told', async () => {
	const id = await created(content('Bản đầu'));
	const save = (through: Db, body: string) =>
		saveNotice(through, by, { id, version: 1, content: content(body) });
	const outcomes = await Promise.all([save(db, 'Của tôi'), save(other, 'Của bạn')]);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: 'changed-meanwhile' });
	expect((await findDeskNotice(db, id))?.form.body.vi).toBe(outcomes[0].ok ? 'Của tôi' : 'Của bạn');
});

test('only editors and administrators', async () => {
	const moderator = await makeActor(db, 'moderator');
	expect(await createNotice(db, moderator, { content: content('x') })).toMatchObject({
		reason: 'not-allowed',
	});
	expect(await deleteNotice(db, moderator, { id: crypto.randomUUID() })).toMatchObject({
		reason: 'not-allowed',
	});
});
