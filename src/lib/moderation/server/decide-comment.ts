/**
 * A moderator decides. Comment, log, reports and what the author is told change in one transaction, on the revision that
 * was read; of two moderators at the same moment one decides and the other is told what happened.
 */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { UNDO_SECONDS, type CommentState } from '../../comments/comment';
import { readPreparedRules } from '../../comments/server/screening-rules';
import { settleComment, settleReports } from '../../comments/server/settle-comment';
import { findWords } from '../../comments/screening/find-words';
import { readForms } from '../../comments/text/folded';
import type { Db, Trx } from '../../server/db/client';
import { ok } from '../../shared/result';
import { OUTCOMES, type DecisionAction, type RejectReason, type Verdict } from '../moderation';
import { hindered, hinderedByLast, nameOf, type Hindrance, type Outcome } from './hindrance';
import { lockComment, type LockedComment } from './lock-comment';

export interface GivenVerdict {
	comment: string;
	/** The revision that was read, and the state in which it was. */
	revision: number;
	seen: CommentState;
	verdict: Verdict;
	reason?: RejectReason | undefined;
	note?: string | undefined;
}

/**
 * `second-needed`: the same moderator can't be the second yes. `appealed`: the appeal is to be answered instead.
 * `screened`: no moderator was faster, but screening.
 */
export type VerdictRefusal =
	| 'not-found'
	| 'changed'
	| 'withdrawn'
	| 'decided'
	| 'screened'
	| 'claimed'
	| 'own'
	| 'second-needed'
	| 'appealed';

export type VerdictOutcome = Outcome<{ action: DecisionAction; decisionId: number }, VerdictRefusal>;

export async function decideComment(db: Db, by: Actor, given: GivenVerdict): Promise<VerdictOutcome> {
	return db.transaction().execute(async (trx) => {
		const comment = await lockComment(trx, by, given.comment);
		if (!comment) return hindered('not-found');
		const refusal = await refuse(trx, by, comment, given);
		if (refusal) return refusal;

		const action = await actionOf(trx, comment, given);
		const decision = await trx
			.insertInto('decision')
			.values({
				commentId: comment.id,
				revision: comment.revision,
				moderatorId: by.personId,
				action,
				reason: given.verdict === 'reject' ? given.reason : null,
				note: given.note ?? '',
				fromState: comment.state,
				fromSince: comment.standing.since,
				fromPublishedAt: comment.standing.publishedAt,
				fromPickedAt: comment.standing.pickedAt,
				waitedSeconds: comment.waited,
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		if (action !== 'propose') {
			await settleReports(trx, comment.id);
			if (action !== 'keep') await settle(trx, comment, action as 'approve' | 'reject', decision.id);
		}
		await trx.deleteFrom('claim').where('commentId', '=', comment.id).execute();
		return ok({ action, decisionId: decision.id });
	});
}

async function settle(trx: Trx, comment: LockedComment, action: 'approve' | 'reject', decisionId: number) {
	const { to } = OUTCOMES[action];
	await settleComment(trx, { id: comment.id, revision: comment.revision, to, delaySeconds: UNDO_SECONDS });
	await trx
		.insertInto('personNotice')
		.values({
			personId: comment.authorId,
			kind: to,
			commentId: comment.id,
			decisionId,
			shownFrom: sql<Date>`clock_timestamp() + make_interval(secs => ${UNDO_SECONDS})`,
		})
		.execute();
}

async function refuse(
	trx: Trx,
	by: Actor,
	comment: LockedComment,
	{ revision, seen, verdict }: GivenVerdict,
): Promise<Hindrance<VerdictRefusal> | undefined> {
	if (comment.authorId === by.personId) return hindered('own');
	if (comment.state === 'withdrawn') return hindered('withdrawn');
	if (comment.revision !== revision) return hindered('changed');
	const isSettled = verdict === 'keep' && comment.openReports === 0;
	if (comment.state !== seen || isSettled || !OUTCOMES[verdict].from.includes(seen))
		return comment.last ? hinderedByLast(trx, 'decided', comment.last) : hindered('screened');
	if (comment.claimedBy) return hindered('claimed', await nameOf(trx, comment.claimedBy));
	if (comment.state === 'rejected' && comment.isAppealed) return hindered('appealed');
	if (verdict === 'reject' && comment.proposedBy === by.personId) return hindered('second-needed');
	return undefined;
}

/** A rejection of what is said about the agency or its officials takes two: the first yes only proposes. */
async function actionOf(
	trx: Trx,
	comment: LockedComment,
	{ verdict }: GivenVerdict,
): Promise<DecisionAction> {
	if (verdict !== 'reject' || comment.proposedBy !== null) return verdict;
	const rules = await readPreparedRules(trx);
	const isAboutAgency = rules.secondYes && findWords(rules.agency, readForms(comment.body)).length > 0;
	return isAboutAgency ? 'propose' : 'reject';
}
