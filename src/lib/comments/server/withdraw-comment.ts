/** An author takes back what they wrote, at any time. Moderators can still read it; nobody else can. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db, Trx } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import { statesBefore } from '../comment';

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
	await trx
		.updateTable('comment')
		.set(WITHDRAWN)
		.where('authorId', '=', personId)
		.where('state', 'in', statesBefore('withdrawn', 'author'))
		.execute();
	await trx.deleteFrom('reaction').where('personId', '=', personId).execute();
}
