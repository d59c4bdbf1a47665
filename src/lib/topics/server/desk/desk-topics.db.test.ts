import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { makeActor } from '../../../../../tests/support/actors';
import { freshDatabase } from '../../../../../tests/support/database';
import type { TestDatabase } from '../../../../../tests/support/template';
import type { Actor } from '../../../people/actor';
import { openDb, openPool, type Db } from '../../../server/db/client';
import { checkTopicForm, emptyTopicForm, type TopicContent, type TopicForm } from '../../desk/topic-form';
import { findTopic, listTopics } from '../reads';
import { findDeskTopic, listDeskTopics, listTopicChoices, listTopicRevisions } from './desk-reads';
import { publishTopic, unpublishTopic } from './publish-topic';
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
