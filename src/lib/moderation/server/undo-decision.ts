/**
 * A moderator takes back their last decision on a comment, in the seconds before it takes effect. The comment stands again as
 * it stood; what its author has done, or somebody has decided since, stays.
 */
import type { Actor } from '../../people/actor';
import { UNDO_SECONDS } from '../../comments/comment';
import { reopenReports, restoreComment } from '../../comments/server/settle-comment';
import type { Db, Trx } from '../../server/db/client';
import { ok } from '../../shared/result';
import type { DecisionAction } from '../moderation';
import { hindered, hinderedByLast, type Hindrance, type Outcome } from './hindrance';
import { lockComment, type LockedComment } from './lock-comment';

export interface OwnDecision {
	comment: string;
	decision: number;
}

/** `changed-since`: its author has written it anew. `decided-since`: somebody has decided again, `by` and as `action` say. */
export type UndoRefusal =
	'not-found' | 'too-late' | 'already-undone' | 'decided-since' | 'changed-since' | 'withdrawn';

export async function undoDecision(
	db: Db,
	by: Actor,
	{ comment: id, decision }: OwnDecision,
): Promise<Outcome<null, UndoRefusal>> {
	return db.transaction().execute(async (trx) => {
		const comment = await lockComment(trx, by, id);
		if (!comment?.last) return hindered('not-found');
		const { last } = comment;
		if (last.id !== decision) return findWhy(trx, by, { comment, last, decision });
		if (last.moderatorId !== by.personId || !isUndoable(last.action)) return hindered('not-found');
		if (comment.state === 'withdrawn') return hindered('withdrawn');
		if (comment.revision !== last.revision) return hindered('changed-since');
		if (!last.from || comment.now.getTime() - last.decidedAt.getTime() >= UNDO_SECONDS * 1000)
			return hindered('too-late');
		const { revision } = comment;
		if (last.action === 'approve' || last.action === 'reject')
			await restoreComment(trx, { id, revision, to: last.from });
		if (last.action !== 'propose') await reopenReports(trx, id, last.decidedAt);
		await trx.deleteFrom('personNotice').where('decisionId', '=', last.id).execute();
		await trx
			.insertInto('decision')
			.values({
				commentId: id,
				revision,
				moderatorId: by.personId,
				action: 'undo',
				fromState: comment.state,
			})
			.execute();
		return ok(null);
	});
}

const UNDOABLE: readonly DecisionAction[] = ['approve', 'reject', 'propose', 'keep'];
const isUndoable = (action: DecisionAction) => UNDOABLE.includes(action);

/** A decision that is no longer the last one: to whoever made it, what came after it. */
async function findWhy(
	trx: Trx,
	by: Actor,
	{
		comment,
		last,
		decision,
	}: { comment: LockedComment; last: NonNullable<LockedComment['last']>; decision: number },
): Promise<Hindrance<UndoRefusal>> {
	const own = await trx
		.selectFrom('decision')
		.select('id')
		.where('id', '=', decision)
		.where('commentId', '=', comment.id)
		.where('moderatorId', '=', by.personId)
		.executeTakeFirst();
	if (!own) return hindered('not-found');
	if (last.action === 'undo' && last.moderatorId === by.personId) return hindered('already-undone');
	return hinderedByLast(trx, 'decided-since', last);
}
