/** A moderator takes back the last decision, in the seconds before anybody else can see it. */
import type { Actor } from '../../people/actor';
import { UNDO_SECONDS } from '../../comments/comment';
import { reopenReports, settleComment } from '../../comments/server/settle-comment';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import { lockComment } from './lock-comment';

const UNDOABLE = ['approve', 'reject', 'propose', 'keep'];

export async function undoDecision(
	db: Db,
	by: Actor,
	{ comment: id, decision }: { comment: string; decision: number },
): Promise<Result<null, 'not-found' | 'too-late'>> {
	return db.transaction().execute(async (trx) => {
		const comment = await lockComment(trx, by, id);
		const last = comment?.last;
		if (!comment || !last || last.id !== decision || last.moderatorId !== by.personId)
			return refuse('not-found');
		if (!UNDOABLE.includes(last.action)) return refuse('not-found');
		if (comment.now.getTime() - last.decidedAt.getTime() >= UNDO_SECONDS * 1000) return refuse('too-late');
		const { fromState } = last;
		if (fromState !== comment.state && fromState !== 'withdrawn') {
			await settleComment(trx, { id, revision: comment.revision, to: fromState, delaySeconds: 0 });
		}
		if (last.action !== 'propose') await reopenReports(trx, id, last.decidedAt);
		await trx.deleteFrom('personNotice').where('decisionId', '=', last.id).execute();
		await trx
			.insertInto('decision')
			.values({
				commentId: id,
				revision: comment.revision,
				moderatorId: by.personId,
				action: 'undo',
				fromState: comment.state,
			})
			.execute();
		return ok(null);
	});
}
