/** Parts of questions that several pages of the dashboard ask: which areas, which topics, in which language. */
import { sql } from 'kysely';
import type { Lang } from '../../polls/poll';
import type { Reader } from '../../server/db/reader';
import type { Choice } from '../overview';

/** Areas whose polls somebody may look at; null: all polls. */
export type Scope = readonly string[] | null;

/** The areas themselves and all that they contain. */
export const areasWithin = (codes: readonly string[]) => sql`
	WITH RECURSIVE inside AS (
		SELECT code FROM area WHERE code = ANY (${[...codes]}::text[])
		UNION SELECT a.code FROM area a JOIN inside i ON a.parent_code = i.code)
	SELECT code FROM inside`;

type Part = ReturnType<typeof sql>;

/** A text in the reader's language, else in any. */
export const named = (table: Part, key: Part, value: Part, text: Part, lang: Lang) => sql<string | null>`
	(SELECT ${text} FROM ${table} WHERE ${key} = ${value} ORDER BY lang <> ${lang} LIMIT 1)`;

/**
 * The full hour so many days ago. A question of its own, so that the database answers it once and finds the hours since then
 * in an index; said plainly, it would be worked out again for every row.
 */
export const hourAgo = (days: number) =>
	sql<Date>`(SELECT date_trunc('hour', clock_timestamp(), 'UTC') - make_interval(days => ${days}))`;

/** Threads that fit, with the slugs and ids of what they are about. */
export function threadsOf(
	{ topic, area, poll = '' }: { topic: string; area: string; poll?: string },
	scope: Scope,
) {
	const inArea = (codes: readonly string[]) =>
		sql`(p.eligible_area IN (${areasWithin(codes)}) OR t.area_code IN (${areasWithin(codes)}))`;
	const conditions = [
		sql`true`,
		topic !== '' && sql`o.slug = ${topic}`,
		poll !== '' && sql`p.slug = ${poll}`,
		area !== '' && inArea([area]),
		scope && inArea(scope),
	].filter((condition) => condition !== false && condition !== null);
	return sql`
		SELECT t.id, p.id AS poll_id, p.slug AS poll_slug, t.topic_id, CASE WHEN t.topic_id IS NOT NULL THEN o.slug END AS topic_slug
		FROM thread t
		LEFT JOIN poll p ON p.id = t.poll_id
		LEFT JOIN topic o ON o.id = coalesce(t.topic_id, p.topic_id)
		WHERE ${sql.join(conditions, sql` AND `)}`;
}

export async function listTopicChoices(reader: Reader, lang: Lang): Promise<Choice[]> {
	const { rows } = await sql<Choice>`
		SELECT t.slug AS value, ${named(sql`topic_text`, sql`topic_id`, sql`t.id`, sql`title`, lang)} AS name
		FROM topic t ORDER BY fold(t.slug) LIMIT 500`.execute(reader);
	return rows;
}

/** Only areas that some poll or conversation is about. */
export async function listAreaChoices(reader: Reader, lang: Lang): Promise<Choice[]> {
	const { rows } = await sql<Choice>`
		SELECT a.code AS value, coalesce(${named(sql`area_text`, sql`area_code`, sql`a.code`, sql`name`, lang)}, a.code) AS name
		FROM area a JOIN (SELECT eligible_area AS code FROM poll UNION SELECT area_code FROM thread) used ON used.code = a.code
		ORDER BY 2 LIMIT 500`.execute(reader);
	return rows;
}
