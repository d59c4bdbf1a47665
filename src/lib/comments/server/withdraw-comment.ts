/** An author takes back what they wrote, at any time. Moderators can still read it; nobody else can. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db, Trx } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import { statesBefore } from '../comment';
import { inTurn } from './gather';

const WITHDRAWN = {
	state: 'withdrawn',
	stateSince: sql<Date>`clock_timestamp()`,
	publishedAt: null,
	pickedAt: null,
} as const;

export async function withdrawComment(db: Db, by: Actor, id: string): Promise<Result<null, 'not-found'>> {
	const withdrawn = await db
		.updateTable('comment')
		.set(WITHDRAWN)
		.where('id', '=', id)
		.where('authorId', '=', by.personId)
		.where('state', 'in', statesBefore('withdrawn', 'author'))
		.executeTakeFirst();
	return withdrawn.numUpdatedRows === 1n ? ok(null) : refuse('not-found');
}

/** Somebody asks to be forgotten. Their reactions go too; the counts follow. */
export async function withdrawAllOf(trx: Trx, personId: string): Promise<void> {
	// What they are sending in another tab comes before, or is refused.
	await inTurn(trx, personId);
	await lockAllOf(trx, personId);
	await trx
		.updateTable('comment')
		.set(WITHDRAWN)
		.where('authorId', '=', personId)
		.where('state', 'in', statesBefore('withdrawn', 'author'))
		.execute();
	await trx.deleteFrom('reaction').where('personId', '=', personId).execute();
}

/**
 * All that will change, locked before anything does and in the order in which everybody locks: reactions, replies, the comments
 * above them, threads. So nobody who decides, answers or rates meanwhile can wait for it in a circle.
 */
async function lockAllOf(trx: Trx, personId: string): Promise<void> {
	await sql`SELECT FROM reaction WHERE person_id = ${personId} ORDER BY comment_id FOR UPDATE`.execute(trx);
	await sql`
		SELECT FROM comment WHERE id IN (
			SELECT unnest(ARRAY[id, root_id]) FROM comment WHERE author_id = ${personId}
			UNION SELECT comment_id FROM reaction WHERE person_id = ${personId})
		ORDER BY depth = 0, id FOR NO KEY UPDATE`.execute(trx);
	await sql`
		SELECT FROM thread WHERE id IN (SELECT thread_id FROM comment WHERE author_id = ${personId})
		ORDER BY id FOR NO KEY UPDATE`.execute(trx);
}
