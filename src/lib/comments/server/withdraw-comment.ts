/** An author takes back what they wrote, at any time. Moderators can still read it; nobody else can. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import { statesBefore } from '../comment';

export async function withdrawComment(db: Db, by: Actor, id: string): Promise<Result<null, 'not-found'>> {
	const withdrawn = await db
		.updateTable('comment')
		.set({
			state: 'withdrawn',
			stateSince: sql<Date>`clock_timestamp()`,
			publishedAt: null,
			pickedAt: null,
		})
		.where('id', '=', id)
		.where('authorId', '=', by.personId)
		.where('state', 'in', statesBefore('withdrawn', 'author'))
		.executeTakeFirst();
	return withdrawn.numUpdatedRows === 1n ? ok(null) : refuse('not-found');
}
