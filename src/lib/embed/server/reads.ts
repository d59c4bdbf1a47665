/** Questions asked of the database about newspapers and what was answered in them. */
import { sql } from 'kysely';
import { FEWEST } from '../newspaper';
import type { Db } from '../../server/db/client';

export interface NewspaperLine {
	id: string;
	name: string;
	origins: string[];
	keys: number;
}

export async function listNewspapers(db: Db): Promise<NewspaperLine[]> {
	const { rows } = await sql<NewspaperLine>`
		SELECT n.id, n.name, n.origins, (SELECT count(*)::int FROM newspaper_key k WHERE k.newspaper_id = n.id) AS keys
		FROM newspaper n ORDER BY n.name`.execute(db);
	return rows;
}

export interface Newspaper {
	id: string;
	name: string;
	origins: string[];
	version: number;
	/** Never with what they sign by. */
	keys: { id: string; madeAt: Date }[];
}

export async function findNewspaper(db: Db, id: string): Promise<Newspaper | undefined> {
	const [row, keys] = await Promise.all([
		db
			.selectFrom('newspaper')
			.select(['id', 'name', 'origins', 'version'])
			.where('id', '=', id)
			.executeTakeFirst(),
		db
			.selectFrom('newspaperKey')
			.select(['id', 'madeAt'])
			.where('newspaperId', '=', id)
			.orderBy('madeAt')
			.execute(),
	]);
	return row && { ...row, keys };
}

export interface ArticleLine {
	newspaper: string;
	article: string;
	url: string;
	/** Days, 2026-11-23. */
	first: string;
	last: string;
	/** Null: too few to say. */
	answers: number | null;
}

const LINES = 200;

/** Articles in which a poll was answered, the most answered first. */
export async function listArticles(db: Db, pollId: string): Promise<ArticleLine[]> {
	const { rows } = await sql<ArticleLine>`
		SELECT n.name AS newspaper, a.article, (array_agg(a.url ORDER BY a.day DESC))[1] AS url,
			min(a.day)::text AS first, max(a.day)::text AS last,
			CASE WHEN sum(a.answers) >= ${FEWEST} THEN sum(a.answers)::int END AS answers
		FROM article_answers a JOIN newspaper n ON n.id = a.newspaper_id
		WHERE a.poll_id = ${pollId} GROUP BY n.id, a.article
		ORDER BY answers DESC NULLS LAST, n.name, a.article LIMIT ${LINES}`.execute(db);
	return rows;
}
