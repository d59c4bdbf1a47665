/**
 * Orders that move while somebody reads on: by agreement, and by replies. Each page shows them as they were when the
 * first page was read, a time that the cursor carries. What has moved since then stands where it stood, so that nothing
 * is shown twice or missed. Only what has moved is counted back (table comment_move); all else comes from the index.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../server/db/client';
import type { Cursor } from '../comment.schema';

export type MovingSort = 'agreed' | 'discussed';

/** What is sorted by, and by how much it moved. */
const MOVING: Record<MovingSort, { key: RawBuilder<number>; step: RawBuilder<number> }> = {
	agreed: { key: sql`c.agreement`, step: sql`agreement` },
	discussed: { key: sql`c.reply_count`, step: sql`replies` },
};

/** Whoever reads on for longer sees what moved before that where it stands by then. */
const REMEMBERED = sql`interval '2 hours'`;

export interface PageWanted {
	threadId: string;
	sort: MovingSort;
	cursor: Cursor | undefined;
	limit: number;
	/** Of comment c: what has a place in the list. */
	stands: RawBuilder<unknown>;
}

/** What is beyond every count is behind none; a reader may have made the cursor up. */
const asInt = (key: number) => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, key));

/** @returns common table expressions: `page` with id, key and since of the roots to be shown, the first first */
export function pageOfMoving({ threadId, sort, cursor, limit, stands }: PageWanted): RawBuilder<unknown> {
	const { key, step } = MOVING[sort];
	const since =
		cursor?.since === undefined
			? sql`clock_timestamp()`
			: sql`greatest(timestamptz 'epoch' + ${cursor.since} * interval '1 microsecond', clock_timestamp() - ${REMEMBERED})`;
	const behind = (value: RawBuilder<unknown>) =>
		cursor ? sql`AND (${value}, c.id) < (${asInt(cursor.key)}::int, ${cursor.id}::uuid)` : sql``;
	const past = sql`(${key} - m.step)`;
	return sql`began AS MATERIALIZED (SELECT ${since} AS at),
		moved AS MATERIALIZED (SELECT comment_id AS id, sum(${step})::int AS step FROM comment_move
			WHERE thread_id = ${threadId} AND moved_at > (SELECT at FROM began) GROUP BY 1),
		page AS (
			SELECT id, key, (SELECT (extract(epoch FROM at) * 1000000)::bigint FROM began) AS since FROM (
				(SELECT c.id, ${key} AS key FROM comment c
					WHERE c.thread_id = ${threadId} AND c.depth = 0 AND ${stands} ${behind(key)}
						AND NOT EXISTS (SELECT FROM moved m WHERE m.id = c.id)
					ORDER BY ${key} DESC, c.id DESC LIMIT ${sql.lit(limit)})
				UNION ALL
				(SELECT c.id, ${past} FROM moved m JOIN comment c ON c.id = m.id WHERE ${stands} ${behind(past)}
					ORDER BY ${past} DESC, c.id DESC LIMIT ${sql.lit(limit)})
			) both_kinds ORDER BY key DESC, id DESC LIMIT ${sql.lit(limit)}
		)`;
}

export async function forgetMoves(db: Db): Promise<void> {
	await sql`DELETE FROM comment_move WHERE moved_at < clock_timestamp() - ${REMEMBERED}`.execute(db);
}
