/** All that somebody wrote and answered here, for the export of their data. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import type { CommentState, Reaction } from '../comment';

export interface OwnWriting {
	id: string;
	/** Where it stands: `polls/{slug}` or `topics/{slug}`. */
	place: string;
	state: CommentState;
	createdAt: Date;
	/** Every wording, the first first. */
	texts: { revision: number; body: string; createdAt: string }[];
}

const PLACE = sql`CASE WHEN t.poll_id IS NULL THEN 'topics/' || tp.slug ELSE 'polls/' || po.slug END`;
const PLACED = sql`JOIN thread t ON t.id = c.thread_id LEFT JOIN poll po ON po.id = t.poll_id LEFT JOIN topic tp ON tp.id = t.topic_id`;

/** A decision that has not taken effect is not told yet. */
export async function listOwnWritings(db: Db, personId: string): Promise<OwnWriting[]> {
	const { rows } = await sql<OwnWriting>`
		SELECT c.id, ${PLACE} AS place, c.created_at,
			CASE WHEN c.state IN ('published', 'rejected') AND c.state_since > clock_timestamp() THEN 'held' ELSE c.state END AS state,
			(SELECT jsonb_agg(jsonb_build_object('revision', r.revision, 'body', r.body, 'createdAt', r.created_at) ORDER BY r.revision)
				FROM comment_revision r WHERE r.comment_id = c.id) AS texts
		FROM comment c ${PLACED} WHERE c.author_id = ${personId} ORDER BY c.created_at, c.id`.execute(db);
	return rows;
}

export async function listOwnReactions(
	db: Db,
	personId: string,
): Promise<{ comment: string; place: string; choice: Reaction; reactedAt: Date }[]> {
	const { rows } = await sql<{ comment: string; place: string; choice: Reaction; reactedAt: Date }>`
		SELECT c.id AS comment, ${PLACE} AS place, x.choice, x.reacted_at FROM reaction x JOIN comment c ON c.id = x.comment_id ${PLACED}
		WHERE x.person_id = ${personId} ORDER BY x.reacted_at, c.id`.execute(db);
	return rows;
}
