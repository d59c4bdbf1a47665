/** Topics as their editors see them: drafts too. */
import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';

/** Every topic by its title, for a choice of one. */
export function listTopicChoices(db: Db, lang: 'vi' | 'en'): Promise<{ id: string; title: string }[]> {
	const title = sql<string>`coalesce(
		(SELECT title FROM topic_text WHERE topic_id = topic.id AND lang IN (${lang}, topic.original_lang)
			ORDER BY lang <> ${lang} LIMIT 1), topic.slug)`;
	return db
		.selectFrom('topic')
		.select(['topic.id', title.as('title')])
		.orderBy('topic.editedAt', 'desc')
		.limit(500)
		.execute();
}
