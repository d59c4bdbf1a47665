/** Questions asked of the database about topics. Texts come in the reader's language, else in the original. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import type { Topic, TopicSummary } from '../topic';
import { filesOf } from './pictures/reads';

/** @returns published topics, newest first; with `q`, those in whose title or summary all words occur, accents or not */
export async function listTopics(
	db: Db,
	{ lang, q = '' }: { lang: 'vi' | 'en'; q?: string },
): Promise<TopicSummary[]> {
	const words = q
		.normalize('NFC')
		.replace(/\p{Cc}/gu, ' ')
		.trim()
		.split(/\s+/)
		.filter(Boolean)
		.slice(0, 8);
	const found = words.map(
		(word) =>
			sql`AND EXISTS (SELECT FROM topic_text w WHERE w.topic_id = p.id AND strpos(w.folded, fold(${word})) > 0)`,
	);
	const { rows } = await sql<TopicSummary>`
		SELECT p.slug, t.title, t.summary FROM topic p
		CROSS JOIN LATERAL (SELECT title, summary FROM topic_text
			WHERE topic_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		WHERE p.published_at <= clock_timestamp() AND p.unpublished_at IS NULL ${sql.join(found, sql` `)}
		ORDER BY p.published_at DESC, p.id LIMIT 50`.execute(db);
	return rows;
}

export async function findTopic(db: Db, slug: string, lang: 'vi' | 'en'): Promise<Topic | undefined> {
	const { rows } = await sql<Topic>`
		SELECT p.id, p.slug, t.lang, t.title, t.summary, t.body, p.category, p.author, p.published_at, p.edited_at,
			CASE WHEN i.id IS NOT NULL THEN jsonb_build_object('id', i.id, 'width', i.width, 'height', i.height,
				'alt', t.picture_alt, 'caption', t.picture_caption, 'credit', p.picture_credit,
				'files', ${filesOf(sql`i.id`)}) END AS picture
		FROM topic p
		CROSS JOIN LATERAL (SELECT lang, title, summary, body, picture_alt, picture_caption FROM topic_text
			WHERE topic_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		LEFT JOIN picture i ON i.id = p.picture_id
		WHERE p.slug = ${slug} AND p.published_at <= clock_timestamp() AND p.unpublished_at IS NULL`.execute(db);
	return rows[0];
}

export interface PublicTopic extends TopicSummary {
	id: string;
	lang: 'vi' | 'en';
	publishedAt: Date;
	changedAt: Date;
}

/** Whatever is out, the newest first: for feeds and site maps. */
export async function listPublicTopics(
	db: Db,
	{ lang, limit }: { lang: 'vi' | 'en'; limit: number },
): Promise<PublicTopic[]> {
	const { rows } = await sql<PublicTopic>`
		SELECT p.id, p.slug, t.title, t.summary, t.lang, p.published_at, greatest(p.edited_at, p.published_at) AS changed_at
		FROM topic p
		CROSS JOIN LATERAL (SELECT lang, title, summary FROM topic_text
			WHERE topic_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		WHERE p.published_at <= clock_timestamp() AND p.unpublished_at IS NULL
		ORDER BY p.published_at DESC, p.id LIMIT ${limit}`.execute(db);
	return rows;
}
