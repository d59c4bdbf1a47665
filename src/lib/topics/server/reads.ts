/** Questions asked of the database about topics. Texts come in the reader's language, else in the original. */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../server/db/client';
import type { TopicPicture } from '../picture';
import { CATEGORIES, type Category, type Topic, type TopicSummary } from '../topic';
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

const isOut = sql`p.published_at <= clock_timestamp() AND p.unpublished_at IS NULL`;

const pictureOf = sql`CASE WHEN i.id IS NOT NULL THEN jsonb_build_object('id', i.id, 'width', i.width, 'height', i.height,
	'alt', t.picture_alt, 'caption', t.picture_caption, 'credit', p.picture_credit, 'files', ${filesOf(sql`i.id`)}) END`;

/** Whole, in the reader's language. @param which a condition on the topic `p` */
const wholeTopic = (lang: 'vi' | 'en', which: RawBuilder<unknown>) => sql<Topic & { isOut: boolean }>`
	SELECT p.id, p.slug, t.lang, t.title, t.summary, t.body, p.category, p.author, p.edited_at, ${pictureOf} AS picture,
		p.published_at, coalesce(${isOut}, false) AS is_out
	FROM topic p
	CROSS JOIN LATERAL (SELECT lang, title, summary, body, picture_alt, picture_caption FROM topic_text
		WHERE topic_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
	LEFT JOIN picture i ON i.id = p.picture_id
	WHERE ${which}`;

export async function findTopic(db: Db, slug: string, lang: 'vi' | 'en'): Promise<Topic | undefined> {
	const { rows } = await wholeTopic(lang, sql`p.slug = ${slug} AND ${isOut}`).execute(db);
	return rows[0];
}

/** One that may be no more than a draft. */
export type PreviewedTopic = Omit<Topic, 'publishedAt'> & { publishedAt: Date | null; isOut: boolean };

/** @param key of a link that was neither replaced nor withdrawn */
export async function findPreviewed(
	db: Db,
	key: string,
	lang: 'vi' | 'en',
): Promise<PreviewedTopic | undefined> {
	const topic = sql`(SELECT topic_id FROM topic_preview WHERE key = ${key} AND expires_at > clock_timestamp())`;
	const { rows } = await wholeTopic(lang, sql`p.id = ${topic} AND p.archived_at IS NULL`).execute(db);
	return rows[0];
}

export interface ListedTopic extends TopicSummary {
	lang: 'vi' | 'en';
	category: Category;
	publishedAt: Date;
	picture: TopicPicture | null;
}

const PER_PAGE = 20;

/** @param page from 1. @returns those of a category or all, the newest first, and the categories that have any */
export async function listTopicPage(
	db: Db,
	{ lang, category, page }: { lang: 'vi' | 'en'; category: Category | undefined; page: number },
): Promise<{ topics: ListedTopic[]; hasMore: boolean; categories: Category[] }> {
	const [{ rows }, { rows: used }] = await Promise.all([
		sql<ListedTopic>`
			SELECT p.slug, t.lang, t.title, t.summary, p.category, p.published_at, ${pictureOf} AS picture FROM topic p
			CROSS JOIN LATERAL (SELECT lang, title, summary, picture_alt, picture_caption FROM topic_text
				WHERE topic_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
			LEFT JOIN picture i ON i.id = p.picture_id
			WHERE ${isOut} AND ${category === undefined ? sql`true` : sql`p.category = ${category}`}
			ORDER BY p.published_at DESC, p.id LIMIT ${PER_PAGE + 1} OFFSET ${(page - 1) * PER_PAGE}`.execute(db),
		sql<{ category: Category }>`SELECT DISTINCT p.category FROM topic p WHERE ${isOut}`.execute(db),
	]);
	const there = new Set(used.map((one) => one.category));
	return {
		topics: rows.slice(0, PER_PAGE),
		hasMore: rows.length > PER_PAGE,
		categories: CATEGORIES.filter((one) => there.has(one)),
	};
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
