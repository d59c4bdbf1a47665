/** Where comments stand: each topic and each poll has one thread. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import type { ThreadMode } from '../comment';

/** Of what a thread is; in addresses `polls/{slug}` and `topics/{slug}`. */
export interface ThreadSubject {
	kind: 'poll' | 'topic';
	slug: string;
}

export interface Thread {
	id: string;
	mode: ThreadMode;
	/** By its mode, its closing time, or because its poll is archived. */
	isClosed: boolean;
	areaCode: string | null;
	publishedCount: number;
}

/** Of thread t: what is published less what a decision of the last seconds is about to publish. */
export const VISIBLE_COUNT = sql<number>`t.published_count - (SELECT count(*)::int FROM comment n
	WHERE n.thread_id = t.id AND n.state = 'published' AND n.published_at > clock_timestamp())`;

/** @returns undefined where there is no such topic or poll, or none that may be seen */
export async function findThread(db: Db, { kind, slug }: ThreadSubject): Promise<Thread | undefined> {
	const visible =
		kind === 'poll'
			? sql`JOIN poll s ON s.id = t.poll_id AND s.state <> 'draft'`
			: sql`JOIN topic s ON s.id = t.topic_id AND s.published_at <= clock_timestamp()`;
	const { rows } = await sql<Thread>`
		SELECT t.id, t.mode, t.mode = 'closed' OR coalesce(t.closes_at <= clock_timestamp(), false) AS is_closed,
			t.area_code, ${VISIBLE_COUNT} AS published_count
		FROM thread t ${visible} WHERE s.slug = ${slug}`.execute(db);
	return rows[0];
}

export const pathOf = ({ kind, slug }: ThreadSubject): string => `/${kind}s/${slug}`;
