/** Agree, disagree or pass: one answer of each verified citizen to each comment, which they may change. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import { isForeignKeyViolation, isViolationOf } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import type { Reaction } from '../comment';

export type ReactRefusal = 'not-verified' | 'not-published';

export async function react(
	db: Db,
	by: Actor,
	{ comment, choice }: { comment: string; choice: Reaction },
): Promise<Result<null, ReactRefusal>> {
	if (!by.verified) return refuse('not-verified');
	try {
		await db
			.insertInto('reaction')
			.values({ commentId: comment, personId: by.personId, choice })
			.onConflict((conflict) =>
				conflict
					.columns(['commentId', 'personId'])
					.doUpdateSet({ choice, reactedAt: sql<Date>`now()` })
					.where('reaction.choice', '<>', choice),
			)
			.execute();
	} catch (error) {
		if (isViolationOf(error, 'reaction_to_published') || isForeignKeyViolation(error))
			return refuse('not-published');
		throw error;
	}
	return ok(null);
}
