/** Topics as their editors see them: drafts too, every language and every version. */
import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';
import { formOf, type KeptContent, type TopicContent, type TopicForm } from '../../desk/topic-form';
import type { Category } from '../../topic';
import { topicStateAt, type TopicState } from '../../topic-state';

type Lang = 'vi' | 'en';

const titleIn = (lang: Lang) => sql<string>`coalesce(
	(SELECT title FROM topic_text WHERE topic_id = topic.id AND lang IN (${lang}, topic.original_lang)
		ORDER BY lang <> ${lang} LIMIT 1), topic.slug)`;

/** Every topic by its title, for a choice of one. */
export function listTopicChoices(db: Db, lang: Lang): Promise<{ id: string; title: string }[]> {
	return db
		.selectFrom('topic')
		.select(['topic.id', titleIn(lang).as('title')])
		.orderBy('topic.editedAt', 'desc')
		.limit(500)
		.execute();
}

export interface DeskTopicLine {
	id: string;
	title: string;
	category: Category;
	state: TopicState;
	publishedAt: Date | null;
	editedAt: Date;
	editedByName: string | null;
}

const now = sql<Date>`clock_timestamp()`.as('now');

export async function listDeskTopics(db: Db, lang: Lang): Promise<DeskTopicLine[]> {
	const rows = await db
		.selectFrom('topic')
		.leftJoin('person as e', 'e.id', 'topic.editedBy')
		.select(['topic.id', 'topic.category', 'topic.publishedAt', 'topic.unpublishedAt', 'topic.editedAt'])
		.select(['e.displayName as editedByName', titleIn(lang).as('title'), 'topic.archivedAt', now])
		.orderBy('topic.editedAt', 'desc')
		.limit(200)
		.execute();
	return rows.map(({ unpublishedAt, archivedAt, now, category, ...row }) => ({
		...row,
		category: category as Category,
		state: topicStateAt({ publishedAt: row.publishedAt, unpublishedAt, archivedAt }, now),
	}));
}

export interface DeskTopic {
	id: string;
	slug: string;
	state: TopicState;
	version: number;
	publishedAt: Date | null;
	editedAt: Date;
	editedByName: string | null;
	form: TopicForm;
}

export async function findDeskTopic(db: Db, id: string): Promise<DeskTopic | undefined> {
	const row = await db
		.selectFrom('topic')
		.leftJoin('person as e', 'e.id', 'topic.editedBy')
		.select(['topic.id', 'topic.slug', 'topic.version', 'topic.publishedAt', 'topic.unpublishedAt'])
		.select(['topic.editedAt', 'topic.originalLang', 'topic.category', 'e.displayName as editedByName'])
		.select(['topic.author', 'topic.pictureId', 'topic.pictureCredit', 'topic.archivedAt', now])
		.select(
			sql<TopicContent['texts'] | null>`(SELECT jsonb_agg(jsonb_build_object(
				'lang', lang, 'title', title, 'summary', summary, 'body', body,
				'pictureAlt', picture_alt, 'pictureCaption', picture_caption)) FROM topic_text WHERE topic_id = topic.id)`.as(
				'texts',
			),
		)
		.where('topic.id', '=', id)
		.executeTakeFirst();
	if (!row) return undefined;
	const {
		unpublishedAt,
		archivedAt,
		now: at,
		originalLang,
		category,
		texts,
		author,
		pictureId,
		pictureCredit,
		...rest
	} = row;
	return {
		...rest,
		state: topicStateAt({ publishedAt: row.publishedAt, unpublishedAt, archivedAt }, at),
		form: formOf({
			slug: row.slug,
			originalLang: originalLang as Lang,
			category: category as Category,
			author,
			picture: pictureId === null ? null : { id: pictureId, credit: pictureCredit },
			texts: texts ?? [],
		}),
	};
}

export interface TopicRevision {
	version: number;
	madeAt: Date;
	madeByName: string | null;
	form: TopicForm;
}

/** The newest first, at most `limit`. */
export async function listTopicRevisions(db: Db, topicId: string, limit: number): Promise<TopicRevision[]> {
	const rows = await db
		.selectFrom('topicRevision as r')
		.leftJoin('person as e', 'e.id', 'r.madeBy')
		.select(['r.version', 'r.madeAt', 'e.displayName as madeByName', 'r.content'])
		.where('r.topicId', '=', topicId)
		.orderBy('r.version', 'desc')
		.limit(limit)
		.execute();
	return rows.map(({ content, ...row }) => ({ ...row, form: formOf(content as unknown as KeptContent) }));
}
