/**
 * The second look: every twentieth decision, drawn by the database as it was made, is judged anew by somebody who had no
 * part in it and is not told what was decided. It changes nothing for the comment; it measures how far decisions depend on
 * who makes them.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../people/actor';
import { UNDO_SECONDS } from '../../comments/comment';
import { can } from '../../people/can';
import type { Db } from '../../server/db/client';
import { isViolationOf } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import type { SecondLook } from '../queue';
import { tended } from './tended';

const AT_ONCE = 10;

/** What the moderator can look at: neither their own part nor their own words, and not what was taken back. */
export function openSecondLooks(by: Pick<Actor, 'personId'>): RawBuilder<unknown> {
	return sql`FROM second_look s JOIN decision f ON f.id = s.decision_id
		JOIN comment c ON c.id = f.comment_id JOIN thread t ON t.id = c.thread_id
		WHERE s.verdict IS NULL AND c.author_id <> ${by.personId} AND f.decided_at < clock_timestamp() - make_interval(secs => ${UNDO_SECONDS})
			AND NOT EXISTS (SELECT FROM decision d WHERE d.comment_id = f.comment_id AND d.revision = f.revision AND d.moderator_id = ${by.personId})
			AND ${WAS_KEPT}`;
}

/** Of decision f: it was not undone. */
const WAS_KEPT = sql`coalesce((SELECT d.action FROM decision d WHERE d.comment_id = f.comment_id AND d.id > f.id ORDER BY d.id LIMIT 1), '') <> 'undo'`;

/** The oldest first. */
export async function listSecondLooks(db: Db, by: Actor, lang: 'vi' | 'en'): Promise<SecondLook[]> {
	const { rows } = await sql<SecondLook>`
		WITH page AS (SELECT f.id, f.comment_id, f.revision, c.parent_id, t.poll_id, t.topic_id
			${openSecondLooks(by)} AND ${tended(by)} ORDER BY f.id LIMIT ${AT_ONCE})
		SELECT p.id AS decision, r.body, jsonb_build_object('title', coalesce(pt.question, tt.title, '')) AS place,
			(SELECT pr.body FROM comment pc JOIN comment_revision pr ON pr.comment_id = pc.id AND pr.revision = pc.revision
				WHERE pc.id = p.parent_id) AS parent
		FROM page p JOIN comment_revision r ON r.comment_id = p.comment_id AND r.revision = p.revision
		LEFT JOIN LATERAL (SELECT question FROM poll_text WHERE poll_id = p.poll_id ORDER BY lang <> ${lang} LIMIT 1) pt ON true
		LEFT JOIN LATERAL (SELECT title FROM topic_text WHERE topic_id = p.topic_id ORDER BY lang <> ${lang} LIMIT 1) tt ON true
		ORDER BY p.id`.execute(db);
	return rows;
}

export type LookRefusal = 'not-allowed' | 'not-found' | 'own-decision' | 'decided';

export async function lookAgain(
	db: Db,
	by: Actor,
	{ decision, verdict }: { decision: number; verdict: 'approve' | 'reject' },
): Promise<Result<null, LookRefusal>> {
	if (can(by, 'comment.moderate', { now: new Date() }) !== 'yes') return refuse('not-allowed');
	try {
		const { rows } = await sql<{ decisionId: number }>`
			UPDATE second_look s SET looked_by = ${by.personId}, looked_at = clock_timestamp(), verdict = ${verdict}
			FROM decision f JOIN comment c ON c.id = f.comment_id JOIN thread t ON t.id = c.thread_id
			WHERE s.decision_id = ${decision} AND f.id = s.decision_id AND ${tended(by)} RETURNING s.decision_id`.execute(
			db,
		);
		return rows.length === 1 ? ok(null) : refuse('not-found');
	} catch (error) {
		if (isViolationOf(error, 'second_look_stays')) return refuse('decided');
		if (isViolationOf(error, 'second_look_by_another')) return refuse('own-decision');
		throw error;
	}
}

export interface SecondLooks {
	/** Of those that both looked at: by the first decision, then by the second. */
	approvedBoth: number;
	approvedThenRejected: number;
	rejectedThenApproved: number;
	rejectedBoth: number;
	/** Drawn, and not looked at yet. */
	waiting: number;
}

/** Of decisions of the last 90 days that stand. */
export async function readSecondLooks(db: Db): Promise<SecondLooks> {
	const pair = (first: string, second: string) =>
		sql`count(*) FILTER (WHERE f.action = ${first} AND s.verdict = ${second})::int`;
	const { rows } = await sql<SecondLooks>`
		SELECT ${pair('approve', 'approve')} AS approved_both, ${pair('approve', 'reject')} AS approved_then_rejected,
			${pair('reject', 'approve')} AS rejected_then_approved, ${pair('reject', 'reject')} AS rejected_both,
			count(*) FILTER (WHERE s.verdict IS NULL)::int AS waiting
		FROM second_look s JOIN decision f ON f.id = s.decision_id
		WHERE f.decided_at > now() - interval '90 days' AND ${WAS_KEPT}`.execute(db);
	return rows[0]!;
}
