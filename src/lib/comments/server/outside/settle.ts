/** The answer of the service outside reaches the comment, if it still waits for it. */
import { sql } from 'kysely';
import type { Trx } from '../../../server/db/client';
import { statesBefore, type CommentState } from '../../comment';
import type { Finding } from '../../screening/phase';
import { withAnswer, type OutsideAnswer } from '../../screening/outside';
import { screen } from '../../screening/screening';
import { gather } from '../gather';
import { settleComment } from '../settle-comment';
import { closedBecause, type Thread } from '../threads';

/**
 * What the other phases say is asked anew: the author may have been barred meanwhile, or the thread closed. What
 * people have to read is not published by a machine.
 * @param answer undefined: none came
 * @returns whether the job was still there to be settled
 */
export async function settleOutside(
	trx: Trx,
	{ id: jobId, commentId, revision }: { id: string; commentId: string; revision: number },
	answer: OutsideAnswer | undefined,
): Promise<boolean> {
	const comment = await lock(trx, commentId);
	const gone = await trx.deleteFrom('screeningJob').where('id', '=', jobId).executeTakeFirst();
	if (gone.numDeletedRows !== 1n) return false;
	const isWaiting =
		comment?.revision === revision && statesBefore('published', 'screening').includes(comment.state);
	if (!comment || !isWaiting) return true;
	const findings = await findNow(trx, { ...comment, commentId }, withAnswer(comment.findings, answer));
	await trx
		.updateTable('commentRevision')
		.set({ findings: JSON.stringify(findings) })
		.where('commentId', '=', commentId)
		.where('revision', '=', revision)
		.execute();
	if (findings.length === 0 && !comment.isForPeople)
		await settleComment(trx, { id: commentId, revision, to: 'published', delaySeconds: 0 });
	return true;
}

interface Waiting extends Omit<Thread, 'isClosed'> {
	state: CommentState;
	revision: number;
	authorId: string;
	isOfficial: boolean;
	findings: Finding[];
	body: string;
	/** Rejected once, or proposed to be: a moderator reads it, whatever a machine says. */
	isForPeople: boolean;
}

async function lock(trx: Trx, commentId: string): Promise<Waiting | undefined> {
	await sql`SELECT FROM comment WHERE id = ${commentId} FOR UPDATE`.execute(trx);
	const { rows } = await sql<Waiting>`
		SELECT c.state, c.revision, c.author_id, c.is_official, r.findings, r.body, t.id, t.mode, t.area_code, t.published_count, t.closes_at,
			${closedBecause(sql<boolean>`coalesce(p.state = 'archived', false)`)} AS closed,
			c.resubmitted OR coalesce((SELECT action = 'propose' FROM decision d WHERE d.comment_id = c.id AND d.revision = c.revision
				ORDER BY d.id DESC LIMIT 1), false) AS is_for_people
		FROM comment c JOIN thread t ON t.id = c.thread_id LEFT JOIN poll p ON p.id = t.poll_id
		JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision WHERE c.id = ${commentId}`.execute(
		trx,
	);
	return rows[0];
}

async function findNow(
	trx: Trx,
	{ commentId, authorId, body, isOfficial, ...place }: Waiting & { commentId: string },
	found: Finding[],
): Promise<Finding[]> {
	if (found.length > 0) return found;
	const thread = { ...place, isClosed: place.closed !== null };
	const screening = screen(await gather(trx, { thread, authorId, body, isOfficial, except: commentId }));
	// Nobody is there to be refused any more; a moderator sees to it.
	return screening.outcome === 'refuse'
		? [{ phase: 'outside', reason: 'author-held', spans: [] }]
		: screening.findings;
}
