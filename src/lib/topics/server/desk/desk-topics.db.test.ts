import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { makeActor } from '../../../../../tests/support/actors';
import { freshDatabase } from '../../../../../tests/support/database';
import type { TestDatabase } from '../../../../../tests/support/template';
import type { Actor } from '../../../people/actor';
import { openDb, openPool, type Db } from '../../../server/db/client';
import { checkTopicForm, emptyTopicForm, type TopicContent, type TopicForm } from '../../desk/topic-form';
import { findPreviewed, findTopic, listTopicPage, listTopics } from '../reads';
import { findDeskTopic, listDeskTopics, listTopicChoices, listTopicRevisions } from './desk-reads';
import {
	archiveTopic,
	publishTopic,
	restoreTopic,
	scheduleTopic,
	takeBackTopic,
	unpublishTopic,
} from './move-topic';
import { findPreview, makePreview, withdrawPreview } from './preview-link';
import { createTopic, saveTopic } from './save-topic';

let database: TestDatabase;
let db: Db;
let other: Db;
let owner: pg.Client;
let by: Actor;
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	[db, other] = [openDb(openPool(database.appUrl, 1)), openDb(openPool(database.appUrl, 1))];
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	by = await makeActor(db, 'editor');
});
afterAll(async () => {
	await Promise.all([db.destroy(), other.destroy(), owner.end()]);
	await database.drop();
});

function content(changes: Partial<TopicForm> = {}): TopicContent {
	const checked = checkTopicForm({
		...emptyTopicForm(),
		slug: `chu-de-${++made}`,
		title: { vi: 'Đường sá 🛣️', en: '' },
		body: { vi: '## Vì sao\n\nĐường hỏng.', en: '' },
		...changes,
	});
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return checked.content;
}

async function created(what = content()): Promise<string> {
	const result = await createTopic(db, by, { content: what });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

test('a topic is written, published, taken off and published again, and readers see it only while it is out', async () => {
	const what = content({ category: 'infrastructure' });
	const id = await created(what);
	expect(await findTopic(db, what.slug, 'vi')).toBeUndefined();
	expect(await publishTopic(db, by, { id, version: 1 })).toMatchObject({ ok: true });
	const out = await findTopic(db, what.slug, 'en');
	expect(out).toMatchObject({ lang: 'vi', title: 'Đường sá 🛣️', category: 'infrastructure' });
	expect(await listTopics(db, { lang: 'vi' })).toHaveLength(1);
	expect(await publishTopic(db, by, { id, version: 1 })).toMatchObject({ reason: 'changed-meanwhile' });
	expect(await unpublishTopic(db, by, { id })).toMatchObject({ ok: true });
	expect(await findTopic(db, what.slug, 'vi')).toBeUndefined();
	expect(await listTopics(db, { lang: 'vi' })).toEqual([]);
	expect((await findDeskTopic(db, id))?.state).toBe('unpublished');
	expect(await publishTopic(db, by, { id, version: 1 })).toMatchObject({ ok: true });
	// It came out when it first came out.
	expect((await findTopic(db, what.slug, 'vi'))?.publishedAt).toEqual(out?.publishedAt);
	const { rows } = await owner.query(
		`SELECT action FROM audit_entry WHERE subject = 'topic/' || $1 ORDER BY seq`,
		[id],
	);
	expect(rows.map(({ action }) => action)).toEqual([
		'topic.create',
		'topic.publish',
		'topic.unpublish',
		'topic.publish',
	]);
});

test('of two editors who began with the same version, one saves and the other is told; every version is kept', async () => {
	const what = content();
	const id = await created(what);
	const save = (through: Db, title: string) =>
		saveTopic(through, by, {
			id,
			version: 1,
			content: { ...what, texts: [{ ...what.texts[0]!, title }] },
		});
	const outcomes = await Promise.all([save(db, 'Của tôi'), save(other, 'Của bạn')]);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: 'changed-meanwhile' });
	const kept = outcomes[0].ok ? 'Của tôi' : 'Của bạn';
	expect((await findDeskTopic(db, id))?.form.title.vi).toBe(kept);
	const revisions = await listTopicRevisions(db, id, 10);
	expect(revisions.map(({ version, form }) => [version, form.title.vi])).toEqual([
		[2, kept],
		[1, 'Đường sá 🛣️'],
	]);
});

test('a topic from before versions were kept loses nothing when it is first saved', async () => {
	const { rows } = await owner.query<{ id: string }>(
		`INSERT INTO topic (slug, published_at) VALUES ('cu-nhat', now()) RETURNING id`,
	);
	const id = rows[0]!.id;
	await owner.query(
		`INSERT INTO topic_text (topic_id, lang, title, summary, body) VALUES ($1, 'vi', 'Cũ', 'Tóm tắt', 'Nội dung')`,
		[id],
	);
	await saveTopic(db, by, { id, version: 1, content: content({ slug: 'cu-nhat' }) });
	const [after, before] = await listTopicRevisions(db, id, 10);
	expect(after).toMatchObject({ version: 2 });
	expect(before).toMatchObject({
		version: 1,
		madeByName: null,
		form: { title: { vi: 'Cũ' }, body: { vi: 'Nội dung' } },
	});
});

test('an address that another topic has is refused, and so is somebody who is no editor', async () => {
	const what = content();
	await created(what);
	expect(await createTopic(db, by, { content: what })).toMatchObject({ reason: 'slug-taken' });
	const id = await created();
	expect(await saveTopic(db, by, { id, version: 1, content: what })).toMatchObject({ reason: 'slug-taken' });
	const official = await makeActor(db, 'official');
	expect(await createTopic(db, official, { content: content() })).toMatchObject({ reason: 'not-allowed' });
	expect(await unpublishTopic(db, official, { id })).toMatchObject({ reason: 'not-allowed' });
});

test('editors find every topic by its title', async () => {
	const id = await created(content({ title: { vi: 'Chợ', en: 'Market' } }));
	expect((await listDeskTopics(db, 'en'))[0]).toMatchObject({ id, title: 'Market', state: 'draft' });
	expect((await listTopicChoices(db, 'vi'))[0]).toEqual({ id, title: 'Chợ' });
});

test('a topic comes out at its time by itself, and until then it can be moved and taken back', async () => {
	const what = content();
	const id = await created(what);
	const soon = () => new Date(Date.now() + 1_500);
	const later = new Date(Date.now() + 3_600_000);
	expect(await scheduleTopic(db, by, { id, version: 1, at: new Date(Date.now() - 1) })).toMatchObject({
		reason: 'in-the-past',
	});
	expect(await scheduleTopic(db, by, { id, version: 2, at: later })).toMatchObject({
		reason: 'changed-meanwhile',
	});
	expect(await scheduleTopic(db, by, { id, version: 1, at: later })).toMatchObject({ ok: true });
	expect(await findDeskTopic(db, id)).toMatchObject({ state: 'scheduled', publishedAt: later });
	expect(await takeBackTopic(db, by, { id })).toMatchObject({ ok: true });
	expect(await takeBackTopic(db, by, { id })).toMatchObject({ reason: 'changed-meanwhile' });
	expect((await findDeskTopic(db, id))?.state).toBe('draft');
	expect(await scheduleTopic(db, by, { id, version: 1, at: soon() })).toMatchObject({ ok: true });
	expect(await findTopic(db, what.slug, 'vi')).toBeUndefined();
	// No process has anything to do for it: whoever asks after its time finds it.
	await expect.poll(() => findTopic(other, what.slug, 'vi'), { timeout: 10_000 }).toBeDefined();
	expect((await findDeskTopic(db, id))?.state).toBe('published');
	expect(await takeBackTopic(db, by, { id })).toMatchObject({ reason: 'changed-meanwhile' });
	expect(await scheduleTopic(db, by, { id, version: 1, at: later })).toMatchObject({
		reason: 'changed-meanwhile',
	});
});

test('one that waits may come out sooner', async () => {
	const what = content();
	const id = await created(what);
	await scheduleTopic(db, by, { id, version: 1, at: new Date(Date.now() + 3_600_000) });
	expect(await publishTopic(db, by, { id, version: 1 })).toMatchObject({ ok: true });
	expect(await findTopic(db, what.slug, 'vi')).toBeDefined();
});

test('what is put away rests until it is taken out again; what readers see is not put away', async () => {
	const what = content();
	const id = await created(what);
	await makePreview(db, by, { id });
	expect(await archiveTopic(db, by, { id })).toMatchObject({ ok: true });
	expect(await findPreview(db, id)).toBeUndefined();
	expect((await findDeskTopic(db, id))?.state).toBe('archived');
	for (const move of [
		publishTopic(db, by, { id, version: 1 }),
		scheduleTopic(db, by, { id, version: 1, at: new Date(Date.now() + 3_600_000) }),
		saveTopic(db, by, { id, version: 1, content: what }),
		archiveTopic(db, by, { id }),
		makePreview(db, by, { id }),
	]) {
		expect(await move).toMatchObject({ reason: 'changed-meanwhile' });
	}
	expect(await restoreTopic(db, by, { id })).toMatchObject({ ok: true });
	expect(await publishTopic(db, by, { id, version: 1 })).toMatchObject({ ok: true });
	expect(await archiveTopic(db, by, { id })).toMatchObject({ reason: 'changed-meanwhile' });
	await unpublishTopic(db, by, { id });
	expect(await archiveTopic(db, by, { id })).toMatchObject({ ok: true });
	await restoreTopic(db, by, { id });
	expect((await findDeskTopic(db, id))?.state).toBe('unpublished');
});

test.each([
	['that is out is deleted', "published_at = now() - interval '1 hour'", 'DELETE FROM topic'],
	[
		'that is out comes out anew',
		"published_at = now() - interval '1 hour'",
		'UPDATE topic SET published_at = now()',
	],
	[
		'that was never out is taken off',
		'published_at = NULL',
		'UPDATE topic SET published_at = now(), unpublished_at = now()',
	],
	['that rests is written', 'archived_at = now()', "UPDATE topic SET category = 'health'"],
	[
		'that is out is put away',
		"published_at = now() - interval '1 hour'",
		'UPDATE topic SET archived_at = now()',
	],
	['loses a version', 'version = 3', 'UPDATE topic SET version = 2'],
])('the database holds it too: no topic %s', async (_, state, statement) => {
	const { rows } = await owner.query<{ id: string }>(
		`INSERT INTO topic (slug) VALUES ('trong-co-so-${++made}') RETURNING id`,
	);
	await owner.query(`UPDATE topic SET ${state} WHERE id = $1`, [rows[0]!.id]);
	await expect(owner.query(`${statement} WHERE id = $1`, [rows[0]!.id])).rejects.toMatchObject({
		code: expect.stringMatching(/^(55000|23514)$/) as string,
	});
});

test('a draft is read by its link, until another replaces it, it is withdrawn, or its time is over', async () => {
	const what = content();
	const id = await created(what);
	const make = async () => {
		const result = await makePreview(db, by, { id });
		if (!result.ok) throw new Error(result.reason);
		return result.value;
	};
	const first = await make();
	expect(await findPreviewed(db, first, 'vi')).toMatchObject({
		slug: what.slug,
		isOut: false,
		publishedAt: null,
	});
	const second = await make();
	expect(await findPreviewed(db, first, 'vi')).toBeUndefined();
	expect(await findPreview(db, id)).toMatchObject({ key: second });
	expect(await withdrawPreview(db, by, { id })).toMatchObject({ ok: true });
	expect(await withdrawPreview(db, by, { id })).toMatchObject({ reason: 'changed-meanwhile' });
	expect(await findPreviewed(db, second, 'vi')).toBeUndefined();
	const third = await make();
	await owner.query(`UPDATE topic_preview SET expires_at = now() - interval '1 second' WHERE topic_id = $1`, [
		id,
	]);
	expect(await findPreviewed(db, third, 'vi')).toBeUndefined();
	expect(await findPreview(db, id)).toBeUndefined();
	const official = await makeActor(db, 'official');
	expect(await makePreview(db, official, { id })).toMatchObject({ reason: 'not-allowed' });
	const fourth = await make();
	await publishTopic(db, by, { id, version: 1 });
	expect(await findPreviewed(db, fourth, 'vi')).toMatchObject({ isOut: true });
	expect(await makePreview(db, by, { id })).toMatchObject({ reason: 'changed-meanwhile' });
});

test('readers page through a category, the newest first', async () => {
	for (let i = 0; i < 21; i++) {
		await publishTopic(db, by, { id: await created(content({ category: 'culture' })), version: 1 });
	}
	const ask = (page: number) => listTopicPage(db, { lang: 'vi', category: 'culture', page });
	const [first, second] = [await ask(1), await ask(2)];
	expect([first.topics.length, first.hasMore, second.topics.length, second.hasMore]).toEqual([
		20,
		true,
		1,
		false,
	]);
	expect(new Set([...first.topics, ...second.topics].map(({ slug }) => slug)).size).toBe(21);
	expect(first.categories).toContain('culture');
	expect(first.categories).not.toContain('health');
});

test('emoji, letters from right to left and marks that combine are kept as one wrote them', async () => {
	const title = 'مرحبا 👩‍🌾 שלום';
	const what = content({
		title: { vi: title, en: '' },
		summary: { vi: 'Đường tốt'.normalize('NFD'), en: '' },
	});
	const id = await created(what);
	await publishTopic(db, by, { id, version: 1 });
	expect(await findTopic(db, what.slug, 'vi')).toMatchObject({
		title,
		summary: 'Đường tốt'.normalize('NFC'),
	});
});
