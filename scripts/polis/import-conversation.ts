/**
 * Makes a topic of a conversation, with its thread: comments, who answered what and when. One transaction, so that it is
 * there or it is not; the topic's address decides between two who import the same.
 *
 * Those who took part become persons who have proved nothing: nobody can sign in as one of them.
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { repeatHash } from '../../src/lib/comments/server/gather.ts';
import { readForms } from '../../src/lib/comments/text/folded.ts';
import { ok, refuse, type Result } from '../../src/lib/shared/result.ts';
import type { Conversation } from './read-export.ts';

/** Triggers add up what one statement brings: few statements, few changes to each comment. */
const VOTES_AT_ONCE = 5_000;
const TITLE_MOST = 200;
const SUMMARY_MOST = 500;
const BODY_MOST = 50_000;

const WORDS = {
	vi: { participant: 'Người tham gia', source: 'Nguồn: cuộc trao đổi trên Polis' },
	en: { participant: 'Participant', source: 'Source: a conversation on Polis' },
} as const;
export type Language = keyof typeof WORDS;

export interface Imported {
	slug: string;
	people: number;
}

interface Importing {
	/** In which it is said that it was said. */
	lang: Language;
	/** How much of the votes is written, from 0 to 1. */
	onProgress?: (part: number, votes: number) => void;
}

export const slugOf = ({ key }: Pick<Conversation, 'key'>): string => `polis-${key}`;

export async function importConversation(
	db: pg.Client,
	conversation: Conversation,
	{ lang, onProgress = () => {} }: Importing,
): Promise<Result<Imported, 'already-there'>> {
	await db.query('BEGIN');
	try {
		const threadId = await insertTopic(db, conversation, lang);
		if (!threadId) {
			await db.query('ROLLBACK');
			return refuse('already-there');
		}
		const people = await insertPeople(db, conversation, lang);
		const ids = await insertComments(db, conversation, { threadId, people });
		await insertVotes(db, conversation, { people, ids, onProgress });
		await rejectComments(db, conversation, ids);
		await db.query('COMMIT');
		return ok({ slug: slugOf(conversation), people: people.size });
	} catch (error) {
		await db.query('ROLLBACK').catch(() => {}); // a lost connection rolls back by itself
		throw error;
	}
}

/** @returns the id of its thread, or nothing where the topic exists */
async function insertTopic(db: pg.Client, conversation: Conversation, lang: Language) {
	const { title, description, url, comments } = conversation;
	const began = comments.reduce((least, { at }) => Math.min(least, at), Date.now());
	const topic = await db.query<{ id: string }>(
		`INSERT INTO topic (slug, original_lang, published_at) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING RETURNING id`,
		[slugOf(conversation), lang, new Date(began)],
	);
	const id = topic.rows[0]?.id;
	if (!id) return undefined;
	const [firstParagraph = ''] = description.split(/\n\s*\n/);
	const body = [description, `${WORDS[lang].source}${url ? `, ${url}` : ''}.`].filter(Boolean).join('\n\n');
	await db.query(
		'INSERT INTO topic_text (topic_id, lang, title, summary, body) VALUES ($1, $2, $3, $4, $5)',
		[id, lang, cut(title, TITLE_MOST), cut(firstParagraph, SUMMARY_MOST), cut(body, BODY_MOST)],
	);
	const thread = await db.query<{ id: string }>('SELECT id FROM thread WHERE topic_id = $1', [id]);
	return thread.rows[0]!.id;
}

/** @returns ids of persons by the export's numbers */
async function insertPeople(db: pg.Client, { comments, votes }: Conversation, lang: Language) {
	const numbers = new Set([...comments.map(({ author }) => author), ...votes.map(({ voter }) => voter)]);
	const people = new Map([...numbers].map((number) => [number, randomUUID() as string]));
	await db.query('INSERT INTO person (id, display_name) SELECT * FROM unnest($1::uuid[], $2::text[])', [
		[...people.values()],
		[...people.keys()].map((number) => cut(`${WORDS[lang].participant} ${number}`.normalize('NFC'), 60)),
	]);
	return people;
}

interface Written {
	threadId: string;
	people: ReadonlyMap<string, string>;
}

/** All published at first, since only what is published is answered. @returns ids by the export's numbers */
async function insertComments(db: pg.Client, { comments }: Conversation, { threadId, people }: Written) {
	const ids = new Map(comments.map(({ id }) => [id, randomUUID() as string]));
	const times = comments.map(({ at }) => new Date(at));
	await db.query(
		`INSERT INTO comment (id, thread_id, author_id, state, published_at)
		SELECT c.id, $1, c.author_id, 'published', c.at FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) AS c (id, author_id, at)`,
		[threadId, [...ids.values()], comments.map(({ author }) => people.get(author)), times],
	);
	await db.query('UPDATE comment SET state_since = published_at WHERE thread_id = $1', [threadId]);
	await db.query(
		`INSERT INTO comment_revision (comment_id, revision, body, repeat_hash, created_at)
		SELECT c.id, 1, c.body, c.hash, c.at FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::timestamptz[]) AS c (id, body, hash, at)`,
		[
			[...ids.values()],
			comments.map(({ body }) => body),
			comments.map(({ body }) => repeatHash(readForms(body).folded)),
			times,
		],
	);
	return ids;
}

interface Voting {
	people: ReadonlyMap<string, string>;
	ids: ReadonlyMap<string, string>;
	onProgress: NonNullable<Importing['onProgress']>;
}

async function insertVotes(db: pg.Client, { votes }: Conversation, { people, ids, onProgress }: Voting) {
	for (let from = 0; from < votes.length; from += VOTES_AT_ONCE) {
		const some = votes.slice(from, from + VOTES_AT_ONCE);
		await db.query(
			`INSERT INTO reaction (comment_id, person_id, choice, reacted_at)
			SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])`,
			[
				some.map(({ comment }) => ids.get(comment)),
				some.map(({ voter }) => people.get(voter)),
				some.map(({ choice }) => choice),
				some.map(({ at }) => new Date(at)),
			],
		);
		const written = from + some.length;
		onProgress(written / votes.length, written);
	}
}

async function rejectComments(db: pg.Client, { comments }: Conversation, ids: ReadonlyMap<string, string>) {
	const rejected = comments.filter(({ isRejected }) => isRejected).map(({ id }) => ids.get(id));
	await db.query(`UPDATE comment SET state = 'rejected', published_at = NULL WHERE id = ANY ($1::uuid[])`, [
		rejected,
	]);
}

/** In characters, as the database counts them. */
function cut(text: string, most: number): string {
	const characters = [...text];
	return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
