/** A moderator's decision reaches the comment. The caller holds the row's lock and has asked whether this may happen. */
import { sql } from 'kysely';
import type { Trx } from '../../server/db/client';
import type { CommentState } from '../comment';

export interface Settled {
	id: string;
	revision: number;
	to: Exclude<CommentState, 'withdrawn'>;
	/** When others see it; in the meantime it can be taken back. */
	delaySeconds: number;
}

export async function settleComment(trx: Trx, { id, revision, to, delaySeconds }: Settled): Promise<void> {
	const when = sql<Date>`clock_timestamp() + make_interval(secs => ${delaySeconds})`;
	const changed = await trx
		.updateTable('comment')
		.set({
			state: to,
			stateSince: when,
			publishedAt: to === 'published' ? when : null,
			...(to === 'published' ? {} : { pickedAt: null }),
		})
		.where('id', '=', id)
		.where('revision', '=', revision)
		.executeTakeFirst();
	if (changed.numUpdatedRows !== 1n) throw new Error('a locked comment changed');
}

/** What a decision changes of a comment. Times as PostgreSQL writes them, to the microsecond by which lists are sorted. */
export interface Standing {
	state: CommentState;
	since: string;
	publishedAt: string | null;
	pickedAt: string | null;
}

/** A decision is taken back: the comment has the place again that it had. */
export async function restoreComment(
	trx: Trx,
	{ id, revision, to }: { id: string; revision: number; to: Standing },
): Promise<void> {
	const changed = await trx
		.updateTable('comment')
		.set({ state: to.state, stateSince: to.since, publishedAt: to.publishedAt, pickedAt: to.pickedAt })
		.where('id', '=', id)
		.where('revision', '=', revision)
		.executeTakeFirst();
	if (changed.numUpdatedRows !== 1n) throw new Error('a locked comment changed');
}

/** Readers' reports were looked at. */
export async function settleReports(trx: Trx, commentId: string): Promise<void> {
	await trx
		.updateTable('report')
		.set({ settledAt: sql<Date>`clock_timestamp()` })
		.where('commentId', '=', commentId)
		.where('settledAt', 'is', null)
		.execute();
}

/** The decision by which they were settled is taken back. @param since when it was made */
export async function reopenReports(trx: Trx, commentId: string, since: Date): Promise<void> {
	await trx
		.updateTable('report')
		.set({ settledAt: null })
		.where('commentId', '=', commentId)
		.where('settledAt', '>=', since)
		.execute();
}

export async function pickComment(trx: Trx, id: string, picked: boolean): Promise<boolean> {
	const changed = await trx
		.updateTable('comment')
		.set({ pickedAt: picked ? sql<Date>`clock_timestamp()` : null })
		.where('id', '=', id)
		.where('state', '=', 'published')
		.where('depth', '=', 0)
		.where('pickedAt', picked ? 'is' : 'is not', null)
		.executeTakeFirst();
	return changed.numUpdatedRows === 1n;
}
