/** Somebody says something: screened, then shown at once or held, in one transaction. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { can } from '../../people/can';
import { listAreaPath } from '../../people/server/areas';
import type { Db, Trx } from '../../server/db/client';
import { isViolationOf } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import { DEEPEST, type CommentState } from '../comment';
import { cleanBody } from '../comment.schema';
import type { HoldReason, ScreenRefusal } from '../screening/phase';
import { lengthRefusal } from '../screening/phases/circumstances';
import { firstState, screen } from '../screening/screening';
import { gather, inTurn, repeatHash } from './gather';
import { awaitService, heldBy } from './outside/jobs';
import { findThread, type Thread, type ThreadSubject } from './threads';

export type SubmitRefusal = ScreenRefusal | 'not-found' | 'name-required' | 'parent-gone' | 'not-allowed';

export interface NewComment {
	body: string;
	/** The comment that is answered. */
	parentId?: string | null | undefined;
	/** An official answers as such. */
	asOfficial?: boolean | undefined;
}

export interface Submitted {
	id: string;
	state: CommentState;
	/** Why it is held. */
	holds: HoldReason[];
}

export async function submitComment(
	db: Db,
	by: Actor,
	subject: ThreadSubject,
	{ body: typed, parentId, asOfficial = false }: NewComment,
): Promise<Result<Submitted, SubmitRefusal>> {
	if (by.displayName === null) return refuse('name-required');
	const thread = await findThread(db, subject);
	if (!thread) return refuse('not-found');
	if (asOfficial && !(await mayAnswer(db, by, thread))) return refuse('not-allowed');
	const body = cleanBody(typed);
	const unfit = lengthRefusal(body);
	if (unfit) return refuse(unfit);
	try {
		return await db.transaction().execute((trx) => say(trx, by, { thread, body, parentId, asOfficial }));
	} catch (error) {
		// Its time ran out between the reading and the writing.
		if (isViolationOf(error, 'thread_open')) return refuse('thread-closed');
		throw error;
	}
}

interface Said {
	thread: Thread;
	body: string;
	parentId: string | null | undefined;
	asOfficial: boolean;
}

async function say(
	trx: Trx,
	by: Actor,
	{ thread, body, parentId, asOfficial }: Said,
): Promise<Result<Submitted, SubmitRefusal>> {
	await inTurn(trx, by.personId);
	if (await isForgotten(trx, by.personId)) return refuse('not-allowed');
	const parent = parentId ? await findParent(trx, thread.id, parentId) : undefined;
	if (parentId && !parent) return refuse('parent-gone');
	const written = { thread, authorId: by.personId, body, isOfficial: asOfficial };
	const screened = await gather(trx, written);
	const screening = screen(screened);
	if (screening.outcome === 'refuse') return refuse(screening.reason);
	const findings = heldBy(screening, { isOfficial: asOfficial });
	const state = firstState(findings);
	const { id } = await trx
		.insertInto('comment')
		.values({
			threadId: thread.id,
			authorId: by.personId,
			parentId: parent?.id ?? null,
			rootId: parent ? (parent.rootId ?? parent.id) : null,
			depth: parent ? Math.min(parent.depth + 1, DEEPEST) : 0,
			state,
			isOfficial: asOfficial,
			publishedAt: state === 'published' ? sql<Date>`clock_timestamp()` : null,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await trx
		.insertInto('commentRevision')
		.values({
			commentId: id,
			revision: 1,
			body,
			findings: JSON.stringify(findings),
			repeatHash: repeatHash(screened.forms.folded),
		})
		.execute();
	await awaitService(trx, { id, revision: 1, findings });
	return ok({ id, state, holds: findings.map(({ reason }) => reason) });
}

/** They deleted their account in another tab while this was on its way. */
async function isForgotten(trx: Trx, personId: string): Promise<boolean> {
	const forgotten = await trx
		.selectFrom('person')
		.select('id')
		.where('id', '=', personId)
		.where('deletedAt', 'is not', null)
		.executeTakeFirst();
	return forgotten !== undefined;
}

async function mayAnswer(db: Db, by: Actor, thread: Thread): Promise<boolean> {
	const areas = await listAreaPath(db, thread.areaCode);
	return can(by, 'comment.answer', { subject: { areas }, now: new Date() }) === 'yes';
}

/** Only what others can read is answered. */
function findParent(trx: Trx, threadId: string, id: string) {
	return trx
		.selectFrom('comment')
		.select(['id', 'rootId', 'depth'])
		.where('id', '=', id)
		.where('threadId', '=', threadId)
		.where('publishedAt', '<=', sql<Date>`clock_timestamp()`)
		.executeTakeFirst();
}
