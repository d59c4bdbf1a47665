/** An author changes what they wrote: within the minutes that the rules give, or once after a rejection. The new text is screened anew. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import type { CommentState } from '../comment';
import { cleanBody } from '../comment.schema';
import type { ScreenRefusal } from '../screening/phase';
import { lengthRefusal } from '../screening/phases/circumstances';
import { firstState, screen } from '../screening/screening';
import { gather, inTurn, repeatHash } from './gather';
import { awaitService, heldBy } from './outside/jobs';
import { readPreparedRules } from './screening-rules';
import { closedBecause, type Thread } from './threads';

export type ReviseRefusal = ScreenRefusal | 'not-found' | 'too-late' | 'changed-meanwhile';

export interface Revision {
	id: string;
	/** The revision that the author saw; another tab or a moderator may have been faster. */
	revision: number;
	body: string;
}

export async function reviseComment(
	db: Db,
	by: Actor,
	{ id, revision, body: typed }: Revision,
): Promise<Result<{ state: CommentState }, ReviseRefusal>> {
	const body = cleanBody(typed);
	const unfit = lengthRefusal(body);
	if (unfit) return refuse(unfit);
	return db.transaction().execute(async (trx) => {
		await inTurn(trx, by.personId);
		const { editMinutes } = await readPreparedRules(trx);
		// Locked, so that a decision on the old text and the new text come one after the other.
		const { rows } = await sql<Row>`
			SELECT c.state, c.revision, c.resubmitted, c.is_official, c.published_at, t.id, t.mode, t.area_code, t.published_count,
				c.created_at > clock_timestamp() - make_interval(mins => ${editMinutes}) AS fresh,
				t.closes_at, ${closedBecause(sql<boolean>`coalesce(p.state = 'archived', false)`)} AS closed
			FROM comment c JOIN thread t ON t.id = c.thread_id LEFT JOIN poll p ON p.id = t.poll_id
			WHERE c.id = ${id} AND c.author_id = ${by.personId} FOR UPDATE OF c`.execute(trx);
		const [row] = rows;
		if (!row || row.state === 'withdrawn') return refuse('not-found');
		if (row.revision !== revision) return refuse('changed-meanwhile');
		const isResubmission = row.state === 'rejected';
		if (isResubmission ? row.resubmitted : !row.fresh) return refuse('too-late');

		const { isOfficial, publishedAt, resubmitted } = row;
		const thread = { ...row, isClosed: row.closed !== null };
		const screened = await gather(trx, { thread, authorId: by.personId, body, isOfficial, except: id });
		const screening = screen(screened);
		if (screening.outcome === 'refuse') return refuse(screening.reason);
		// Whoever was refused once is read by a person the second time.
		const findings = heldBy(screening, { isOfficial });
		const state = isResubmission ? 'held' : firstState(findings);
		await trx
			.insertInto('commentRevision')
			.values({
				commentId: id,
				revision: revision + 1,
				body,
				findings: JSON.stringify(findings),
				repeatHash: repeatHash(screened.forms.folded),
			})
			.execute();
		await trx
			.updateTable('comment')
			.set({
				revision: revision + 1,
				state,
				resubmitted: resubmitted || isResubmission,
				stateSince: sql<Date>`clock_timestamp()`,
				publishedAt: state === 'published' ? (publishedAt ?? sql<Date>`clock_timestamp()`) : null,
				...(state === 'published' ? {} : { pickedAt: null }),
			})
			.where('id', '=', id)
			.execute();
		await awaitService(trx, { id, revision: revision + 1, findings });
		return ok({ state });
	});
}

interface Row extends Omit<Thread, 'isClosed'> {
	state: CommentState;
	revision: number;
	resubmitted: boolean;
	isOfficial: boolean;
	publishedAt: Date | null;
	fresh: boolean;
}
