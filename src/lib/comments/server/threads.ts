/** Where comments stand: each topic and each poll has one thread. */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../server/db/client';
import type { ThreadClosed, ThreadMode } from '../comment';

/** Of what a thread is; in addresses `polls/{slug}` and `topics/{slug}`. */
export interface ThreadSubject {
	kind: 'poll' | 'topic';
	slug: string;
}

export interface Thread {
	id: string;
	mode: ThreadMode;
	/** When it closes, or did; null: not by the clock. */
	closesAt: Date | null;
	/** Null: it is open. */
	closed: ThreadClosed | null;
	isClosed: boolean;
	areaCode: string | null;
	publishedCount: number;
}

/** Of thread t: what is published less what a decision of the last seconds is about to publish. */
export const VISIBLE_COUNT = sql<number>`t.published_count - (SELECT count(*)::int FROM comment n
	WHERE n.thread_id = t.id AND n.state = 'published' AND n.published_at > clock_timestamp())`;

/** Of thread t, by the database's clock: why nothing more can be said. @param isArchived of what the thread belongs to */
export function closedBecause(isArchived: RawBuilder<boolean>): RawBuilder<ThreadClosed | null> {
	return sql<ThreadClosed | null>`CASE WHEN ${isArchived} THEN 'archived' WHEN t.mode = 'closed' THEN 'editors'
		WHEN t.closes_at <= clock_timestamp() THEN 'time' END`;
}

/** @returns undefined where there is no such topic or poll, or none that may be seen */
export async function findThread(db: Db, { kind, slug }: ThreadSubject): Promise<Thread | undefined> {
	const isPoll = kind === 'poll';
	const visible = isPoll
		? sql`JOIN poll s ON s.id = t.poll_id AND s.state <> 'draft'`
		: sql`JOIN topic s ON s.id = t.topic_id AND s.published_at <= clock_timestamp() AND s.unpublished_at IS NULL`;
	const { rows } = await sql<Omit<Thread, 'isClosed'>>`
		SELECT t.id, t.mode, t.closes_at, ${closedBecause(isPoll ? sql<boolean>`s.state = 'archived'` : sql<boolean>`false`)} AS closed,
			t.area_code, ${VISIBLE_COUNT} AS published_count
		FROM thread t ${visible} WHERE s.slug = ${slug}`.execute(db);
	return rows[0] && { ...rows[0], isClosed: rows[0].closed !== null };
}

export const pathOf = ({ kind, slug }: ThreadSubject): string => `/${kind}s/${slug}`;

/** How the thread of a topic or poll is kept, drafts included. @param id of the topic or poll */
export function findThreadSettings(db: Db, { kind, id }: { kind: ThreadSubject['kind']; id: string }) {
	return db
		.selectFrom('thread')
		.select([sql<ThreadMode>`mode`.as('mode'), 'closesAt', 'areaCode'])
		.where(kind === 'poll' ? 'pollId' : 'topicId', '=', id)
		.executeTakeFirst();
}
