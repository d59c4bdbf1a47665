import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../../../tests/support/actors';
import { freshDatabase } from '../../../../../tests/support/database';
import { jpeg } from '../../../../../tests/support/pictures';
import type { TestDatabase } from '../../../../../tests/support/template';
import type { Actor } from '../../../people/actor';
import { openDb, openPool, type Db } from '../../../server/db/client';
import { fewAtOnce } from '../../../server/few-at-once';
import { DiskStore } from '../../../server/files/disk-store';
import type { FileStore } from '../../../server/files/file-store';
import { checkTopicForm, emptyTopicForm, type TopicForm } from '../../desk/topic-form';
import { findDeskTopic, listTopicRevisions } from '../desk/desk-reads';
import { publishTopic } from '../desk/move-topic';
import { createTopic, saveTopic } from '../desk/save-topic';
import { findTopic } from '../reads';
import { reencode } from './reencode';
import { findPicture } from './reads';
import { sweepPictures } from './sweep';
import { keepPicture, takePicture } from './take-picture';

const DAY = 24 * 3_600_000;

let database: TestDatabase;
let db: Db;
let owner: pg.Client;
let by: Actor;
let folder: string;
let store: DiskStore;
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 4));
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	by = await makeActor(db, 'editor');
	folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-pictures-'));
	store = new DiskStore(folder);
});
afterAll(async () => {
	await Promise.all([db.destroy(), owner.end()]);
	await database.drop();
	rmSync(folder, { recursive: true, force: true });
});

/** Each of another width, so that no two share a file. */
async function taken(): Promise<string> {
	const result = await takePicture(db, by, { bytes: await jpeg(500 + ++made, 300), store });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

function content(changes: Partial<TopicForm>) {
	const checked = checkTopicForm({
		...emptyTopicForm(),
		...{ slug: `co-anh-${++made}`, title: { vi: 'Chợ', en: '' }, pictureAlt: { vi: 'Một cái chợ', en: '' } },
		...changes,
	});
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return checked.content;
}

async function created(pictureId: string) {
	const what = content({ pictureId });
	const result = await createTopic(db, by, { content: what });
	if (!result.ok) throw new Error(result.reason);
	return { id: result.value, what };
}

/** As if everything had happened two days ago. */
async function age() {
	await owner.query(`UPDATE picture SET made_at = made_at - interval '2 days'`);
	const then = new Date(Date.now() - 2 * DAY);
	for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), then, then);
}

test('a picture is sent in, described and shown, and each version of the topic keeps what it had', async () => {
	const pictureId = await taken();
	expect((await findPicture(db, pictureId))?.files.length).toBeGreaterThan(1);
	const { id, what } = await created(pictureId);
	await publishTopic(db, by, { id, version: 1 });
	const shown = (await findTopic(db, what.slug, 'en'))?.picture;
	expect(shown).toMatchObject({ id: pictureId, alt: 'Một cái chợ', caption: '', credit: '' });
	expect(shown!.files.map(({ name }) => name).every((name) => readdirSync(folder).includes(name))).toBe(true);
	const another = content({ slug: what.slug, pictureId: await taken(), pictureCredit: 'Phòng Văn hóa' });
	expect(await saveTopic(db, by, { id, version: 1, content: another })).toMatchObject({ ok: true });
	expect((await findDeskTopic(db, id))?.form).toMatchObject({
		pictureId: another.picture!.id,
		pictureCredit: 'Phòng Văn hóa',
	});
	expect((await listTopicRevisions(db, id, 9)).map(({ form }) => form.pictureId)).toEqual([
		another.picture!.id,
		pictureId,
	]);
});

test('no picture without words for it: the form says so, and the database holds it', async () => {
	const pictureId = await taken();
	const form = { ...emptyTopicForm(), slug: 'khong-mo-ta', title: { vi: 'Chợ', en: 'Market' }, pictureId };
	expect(checkTopicForm({ ...form, pictureAlt: { vi: 'Chợ', en: '' } })).toEqual({
		ok: false,
		problems: [{ field: 'pictureAlt_en', fault: 'missing' }],
	});
	const undescribed = { code: '23514', constraint: 'topic_picture_described' };
	const { id } = await created(pictureId);
	await expect(
		owner.query(`UPDATE topic_text SET picture_alt = '' WHERE topic_id = $1`, [id]),
	).rejects.toMatchObject(undescribed);
	await expect(
		owner.query(
			`INSERT INTO topic_text (topic_id, lang, title, summary, body) VALUES ($1, 'en', 'Market', '', '')`,
			[id],
		),
	).rejects.toMatchObject(undescribed);
});

test('nobody but an editor sends pictures in, and a crowd of them is told to come again', async () => {
	const bytes = await jpeg(420, 300);
	const official = await makeActor(db, 'official');
	expect(await takePicture(db, official, { bytes, store })).toMatchObject({ reason: 'not-allowed' });
	const few = fewAtOnce({ atOnce: 1, waiting: 1 });
	const outcomes = await Promise.all([1, 2, 3, 4].map(() => takePicture(db, by, { bytes, store, few })));
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
	expect(outcomes.filter((one) => !one.ok && one.reason === 'busy')).toHaveLength(2);
});

test('what no topic shows goes after a day with its files, and what a crash left goes too', async () => {
	await age();
	await sweepPictures(db, store);
	const used = await taken();
	const { id, what } = await created(used);
	const [unused, exchanged] = [await taken(), await taken()];
	await saveTopic(db, by, { id, version: 1, content: content({ slug: what.slug, pictureId: exchanged }) });
	await store.put(`unfinished-${randomUUID()}`, Buffer.from('x'));
	await store.put('somebody-elses.txt', Buffer.from('x'));
	expect(await sweepPictures(db, store)).toEqual({ pictures: 0, files: 0 });
	await age();
	const fresh = await taken();
	await sweepPictures(db, store);
	expect(await findPicture(db, used)).toBeUndefined();
	expect(await findPicture(db, unused)).toBeUndefined();
	const shown = [await findPicture(db, exchanged), await findPicture(db, fresh)];
	const kept = (await owner.query<{ name: string }>('SELECT DISTINCT name FROM picture_file')).rows.map(
		({ name }) => name,
	);
	expect(readdirSync(folder).sort()).toEqual([...kept, 'somebody-elses.txt'].sort());
	expect(
		shown.flatMap((one) => one!.files.map(({ name }) => name)).every((name) => kept.includes(name)),
	).toBe(true);
	// A form that was open all the time still names it.
	const late = await saveTopic(db, by, {
		id,
		version: 2,
		content: content({ slug: what.slug, pictureId: unused }),
	});
	expect(late).toMatchObject({ reason: 'gone' });
});

test('the same picture sent in again while its old files are swept away has its files', async () => {
	const bytes = await jpeg(480, 300);
	const first = await takePicture(db, by, { bytes, store });
	if (!first.ok) throw new Error(first.reason);
	await age();
	const again = await reencode(bytes);
	if (!again.ok) throw new Error(again.reason);
	// At the very moment at which the sweep has looked and is about to remove.
	let sending: Promise<string> | undefined;
	const slow: FileStore = {
		...{ put: store.put.bind(store), open: store.open.bind(store), list: store.list.bind(store) },
		remove: async (name) => {
			sending ??= keepPicture(db, again.value, { store, madeBy: by.personId });
			await store.remove(name);
		},
	};
	expect((await sweepPictures(db, slow)).files).toBeGreaterThan(0);
	const picture = await findPicture(db, await sending!);
	for (const { name } of picture!.files) expect(readdirSync(folder)).toContain(name);
});
