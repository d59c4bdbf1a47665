/** A conversation exported from Polis becomes a topic: the same comments, the same answers, once. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importConversation, slugOf } from '../../scripts/polis/import-conversation.ts';
import { readExport } from '../../scripts/polis/read-export.ts';
import { generateConversation } from '../support/conversations.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

const BEGAN = Date.UTC(2025, 2, 1);
const MINUTE = 60_000;
const CHOICES = new Map([
	[1, 'agree'],
	[-1, 'disagree'],
	[0, 'pass'],
]);
const made = generateConversation(5, { sizes: [30, 20], comments: 12, apart: 1.5, answered: 0.6 });
const answers = Array.from(made.value, (value, i) => ({
	value,
	comment: made.comment[i]!,
	person: made.people[made.person[i]!]!,
	at: BEGAN + (100 + i) * MINUTE,
}));
const REJECTED = 'c3';

let database: TestDatabase;
let client: pg.Client;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'hoi-dan-polis-'));
	database = await freshDatabase();
	// As the application, which may do no more than this takes.
	client = new pg.Client({ connectionString: database.appUrl });
	await client.connect();
});
afterAll(async () => {
	await client.end();
	await database.drop();
	await rm(folder, { recursive: true });
});

interface Wishes {
	name: string;
	sign?: 1 | -1;
	/** More rows of votes.csv. */
	more?: string[][];
	/** More rows of comments.csv. */
	moreComments?: string[][];
}

/** The made-up conversation, as Polis would have written it. @returns the folder */
async function write({ name, sign = 1, more = [], moreComments = [] }: Wishes): Promise<string> {
	const dir = await mkdtemp(path.join(folder, name));
	const tally = (comment: number, value: number) =>
		String(answers.filter((one) => one.comment === comment && one.value === value).length);
	const comments = made.comments.map((id, i) => [
		...[String(BEGAN + i * MINUTE), 'a day', id, made.people[i % 5]!, tally(i, 1), tally(i, -1)],
		...[id === REJECTED ? '-1' : i % 2 ? '1' : '0', `Ý kiến số ${i}, “có dấu phẩy”,\nvà hai dòng`],
	]);
	const votes = answers.map(({ value, comment, person, at }) => [
		...[String(at), 'a day', made.comments[comment]!, person, String(sign * value)],
	]);
	const heads = {
		comments: [
			'timestamp',
			'datetime',
			'comment-id',
			'author-id',
			'agrees',
			'disagrees',
			'moderated',
			'comment-body',
		],
		votes: ['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'],
	};
	const files: Record<string, string[][]> = {
		comments: [heads.comments, ...comments, ...moreComments],
		votes: [heads.votes, ...votes, ...more],
		summary: [
			['topic', `Chuyện ${name}`],
			['url', `https://pol.is/${name}`],
			['conversation-description', 'Một\n\nHai'],
		],
	};
	for (const [file, rows] of Object.entries(files)) {
		const text = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');
		await writeFile(path.join(dir, `${file}.csv`), text);
	}
	return dir;
}

async function importFrom(dir: string) {
	const conversation = await readExport(dir);
	return { conversation, imported: await importConversation(client, conversation, { lang: 'vi' }) };
}

interface Answer {
	comment: number;
	person: string;
	choice: string;
	at: Date;
}

/** Who answered which comment what and when, by the numbers of the export. */
async function listAnswers(slug: string): Promise<Answer[]> {
	const { rows } = await client.query<Answer>(
		`SELECT substring(v.body from 'số ([0-9]+)')::int AS comment, replace(p.display_name, 'Người tham gia ', '') AS person, r.choice, r.reacted_at AS at
		FROM reaction r JOIN comment c ON c.id = r.comment_id JOIN comment_revision v ON v.comment_id = c.id JOIN person p ON p.id = r.person_id
		JOIN thread t ON t.id = c.thread_id JOIN topic s ON s.id = t.topic_id WHERE s.slug = $1 ORDER BY r.reacted_at`,
		[slug],
	);
	return rows;
}

const expected = answers.map(({ value, comment, person, at }) => ({
	comment,
	person,
	choice: CHOICES.get(value)!,
	at: new Date(at),
}));

test('a conversation becomes a topic, its comments and who answered them what and when', async () => {
	const { imported } = await importFrom(await write({ name: 'one' }));
	expect(imported).toEqual({ ok: true, value: { slug: 'polis-one', people: 50 } });
	expect(await listAnswers('polis-one')).toEqual(expected);

	const topic = await client.query(
		`SELECT title, summary, body, original_lang, published_at, published_count FROM topic s
		JOIN topic_text x ON x.topic_id = s.id JOIN thread t ON t.topic_id = s.id WHERE slug = 'polis-one'`,
	);
	expect(topic.rows).toEqual([
		{
			title: 'Chuyện one',
			summary: 'Một',
			body: 'Một\n\nHai\n\nNguồn: cuộc trao đổi trên Polis, https://pol.is/one.',
			original_lang: 'vi',
			published_at: new Date(BEGAN),
			published_count: 11,
		},
	]);
	const counted = await client.query(
		`SELECT c.id FROM comment c WHERE (agree_count, disagree_count, pass_count) <> (SELECT count(*) FILTER (WHERE choice = 'agree'),
			count(*) FILTER (WHERE choice = 'disagree'), count(*) FILTER (WHERE choice = 'pass') FROM reaction r WHERE r.comment_id = c.id)`,
	);
	expect(counted.rows).toEqual([]);
	const rejected = await client.query<{ body: string }>(
		`SELECT body FROM comment JOIN comment_revision ON comment_id = id WHERE state = 'rejected'`,
	);
	expect(rejected.rows).toEqual([{ body: 'Ý kiến số 3, “có dấu phẩy”,\nvà hai dòng' }]);
});

test('an export whose votes have the other sign says the same', async () => {
	const { conversation } = await importFrom(await write({ name: 'inverted', sign: -1 }));
	expect(conversation.isInverted).toBe(true);
	expect(await listAnswers('polis-inverted')).toEqual(expected);
});

test('of two votes of one person on one comment the last counts', async () => {
	const [first] = expected;
	const other = first!.choice === 'agree' ? '-1' : '1';
	const at = BEGAN + 9_000 * MINUTE;
	const more = [[String(at), 'a day', made.comments[first!.comment]!, first!.person, other]];
	await importFrom(await write({ name: 'changed', more }));
	const found = await listAnswers('polis-changed');
	const choice = other === '1' ? 'agree' : 'disagree';
	expect(found).toEqual([...expected.slice(1), { ...first!, choice, at: new Date(at) }]);
});

test('a second import finds the first and changes nothing', async () => {
	const dir = await write({ name: 'twice' });
	await importFrom(dir);
	const count = () =>
		client.query(`SELECT (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM comment) AS comments,
			(SELECT count(*) FROM reaction) AS reactions, (SELECT count(*) FROM topic) AS topics`);
	const before = await count();
	expect((await importFrom(dir)).imported).toEqual({ ok: false, reason: 'already-there' });
	expect((await count()).rows).toEqual(before.rows);
});

test('of two imports at once one finds the other', async () => {
	const conversation = await readExport(await write({ name: 'at-once' }));
	const second = new pg.Client({ connectionString: database.appUrl });
	await second.connect();
	try {
		const both = await Promise.all(
			[client, second].map((db) => importConversation(db, conversation, { lang: 'vi' })),
		);
		expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
		expect(await listAnswers(slugOf(conversation))).toEqual(expected);
	} finally {
		await second.end();
	}
});

test('what cannot be taken is left out and counted', async () => {
	const dir = await write({
		name: 'partly',
		moreComments: [[String(BEGAN), 'a day', 'silent', 'p1', '0', '0', '0', '  ']],
		more: [[String(BEGAN + MINUTE), 'a day', 'gone', 'p1', '1']],
	});
	const { conversation, imported } = await importFrom(dir);
	expect(conversation.leftOut).toEqual({ comments: 1, votes: 1 });
	expect(imported.ok).toBe(true);
});

test.each([
	[
		'a vote that is none',
		{ more: [[String(BEGAN), 'a day', 'c1', 'p1', '2']] },
		/^votes\.csv, line \d+: vote /,
	],
	[
		'a time to come',
		{ more: [[String(Date.now() + 1e9), '', 'c1', 'p1', '1']] },
		/^votes\.csv, line \d+: timestamp /,
	],
	[
		'a comment that is there twice',
		{ moreComments: [[String(BEGAN), '', 'c1', 'p1', '0', '0', '0', 'Lại']] },
		/^comments\.csv has the comment c1 twice/,
	],
])('%s is refused with its place', async (_, wishes, message) => {
	await expect(readExport(await write({ name: 'faulty', ...wishes }))).rejects.toThrow(message);
});

test('a folder that is no export is refused', async () => {
	await expect(readExport(folder)).rejects.toThrow(/^There is no comments\.csv/);
});
