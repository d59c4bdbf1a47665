/** The comment that is decided on, locked until the transaction's end, with all that the decision depends on. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { can } from '../../people/can';
import { listAreaPath } from '../../people/server/areas';
import type { CommentState } from '../../comments/comment';
import type { Standing } from '../../comments/server/settle-comment';
import type { Trx } from '../../server/db/client';
import type { DecisionAction } from '../moderation';

export interface LockedComment {
	id: string;
	authorId: string;
	revision: number;
	state: CommentState;
	standing: Standing;
	body: string;
	areaCode: string | null;
	openReports: number;
	/** Seconds since this revision was written. */
	waited: number;
	/** Somebody else has it open. */
	claimedBy: string | null;
	/** The last thing that was decided on it. */
	last: {
		id: number;
		moderatorId: string;
		revision: number;
		action: DecisionAction;
		/** As the comment was before it; null for what is older than migration 0051. */
		from: Standing | null;
		decidedAt: Date;
	} | null;
	/** Who already said yes to rejecting this revision, and was not undone. */
	proposedBy: string | null;
	/** Its author has appealed against the rejection of this revision, and waits for an answer. */
	isAppealed: boolean;
	now: Date;
}

/** @returns undefined for one that does not exist, or that lies outside the moderator's area */
export async function lockComment(trx: Trx, by: Actor, id: string): Promise<LockedComment | undefined> {
	// Locked first, so that what is read next is what the last decision left.
	const locked = await sql<{ areaCode: string | null }>`
		SELECT t.area_code FROM comment c JOIN thread t ON t.id = c.thread_id WHERE c.id = ${id} FOR UPDATE OF c`.execute(
		trx,
	);
	const [place] = locked.rows;
	if (!place) return undefined;
	const areas = await listAreaPath(trx, place.areaCode);
	if (can(by, 'comment.moderate', { subject: { areas }, now: new Date() }) !== 'yes') return undefined;
	const { rows } = await sql<Omit<LockedComment, 'areaCode'>>`
		SELECT c.id, c.author_id, c.revision, c.state, c.open_reports, r.body, clock_timestamp() AS now,
			greatest(0, extract(epoch FROM clock_timestamp() - r.created_at))::int AS waited,
			(SELECT moderator_id FROM claim WHERE comment_id = c.id AND expires_at > clock_timestamp()
				AND moderator_id <> ${by.personId}) AS claimed_by,
			jsonb_build_object('state', c.state, 'since', c.state_since, 'publishedAt', c.published_at, 'pickedAt', c.picked_at) AS standing,
			(SELECT jsonb_build_object('id', id, 'moderatorId', moderator_id, 'revision', d.revision, 'action', action, 'decidedAt', decided_at,
				'from', CASE WHEN from_since IS NOT NULL THEN
					jsonb_build_object('state', from_state, 'since', from_since, 'publishedAt', from_published_at, 'pickedAt', from_picked_at) END)
				FROM decision d WHERE comment_id = c.id ORDER BY id DESC LIMIT 1) AS last,
			(SELECT CASE action WHEN 'propose' THEN moderator_id END FROM decision
				WHERE comment_id = c.id AND revision = c.revision ORDER BY id DESC LIMIT 1) AS proposed_by,
			EXISTS (SELECT FROM appeal WHERE comment_id = c.id AND revision = c.revision AND outcome IS NULL) AS is_appealed
		FROM comment c JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision WHERE c.id = ${id}`.execute(
		trx,
	);
	const [row] = rows;
	if (!row) return undefined;
	const last = row.last && { ...row.last, decidedAt: new Date(row.last.decidedAt) };
	return { ...row, ...place, last };
}
