/**
 * One verdict on several comments, and its undoing. Each is decided, or taken back, by itself: what somebody else was faster
 * with is told one by one, and hinders none of the others; and no comment is locked while another is waited for.
 */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import type { LeftOver, MadeDecision } from '../desk-answer';
import { decideComment, type GivenVerdict } from './decide-comment';
import type { Hindrance } from './hindrance';
import { tended } from './tended';
import { undoDecision, type OwnDecision } from './undo-decision';

export async function decideSeveral(
	db: Db,
	by: Actor,
	verdicts: readonly GivenVerdict[],
): Promise<{ made: MadeDecision[]; left: LeftOver[] }> {
	const made: MadeDecision[] = [];
	const left: Left[] = [];
	for (const given of verdicts) {
		// Among those that readers have reported, to approve one is to keep it.
		const isKept = given.verdict === 'approve' && given.seen === 'published';
		const outcome = await decideComment(db, by, isKept ? { ...given, verdict: 'keep' } : given);
		if (outcome.ok) {
			const { action, decisionId: decision } = outcome.value;
			made.push({ comment: given.comment, action, decision });
		} else left.push({ ...outcome, comment: given.comment });
	}
	return { made, left: await describe(db, by, left) };
}

/** @param decisions the first made first, since its time is over first */
export async function undoSeveral(
	db: Db,
	by: Actor,
	decisions: readonly OwnDecision[],
): Promise<{ undone: string[]; left: LeftOver[] }> {
	const undone: string[] = [];
	const left: Left[] = [];
	for (const own of decisions) {
		const outcome = await undoDecision(db, by, own);
		if (outcome.ok) undone.push(own.comment);
		else left.push({ ...outcome, comment: own.comment });
	}
	return { undone, left: await describe(db, by, left) };
}

type Left = Hindrance<string> & { comment: string };

/** With what tells a moderator which comments they are. */
async function describe(db: Db, by: Actor, left: readonly Left[]): Promise<LeftOver[]> {
	if (left.length === 0) return [];
	const { rows } = await sql<{ id: string; author: string | null; excerpt: string }>`
		SELECT c.id, p.display_name AS author, left(r.body, 80) || CASE WHEN char_length(r.body) > 80 THEN '…' ELSE '' END AS excerpt
		FROM comment c JOIN thread t ON t.id = c.thread_id JOIN person p ON p.id = c.author_id
		JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
		WHERE c.id = ANY(${left.map(({ comment }) => comment)}::uuid[]) AND ${tended(by)}`.execute(db);
	const known = new Map(rows.map(({ id, author, excerpt }) => [id, { author, excerpt }]));
	return left.map(({ comment, reason: problem, by: faster, action }) => ({
		comment,
		problem,
		by: faster,
		...(action && { action }),
		about: known.get(comment) ?? null,
	}));
}
