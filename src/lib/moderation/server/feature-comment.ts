/** An editor's pick, or no longer one: shown above all others. */
import type { Actor } from '../../people/actor';
import { pickComment } from '../../comments/server/settle-comment';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import { lockComment } from './lock-comment';

export async function featureComment(
	db: Db,
	by: Actor,
	{ comment: id, featured }: { comment: string; featured: boolean },
): Promise<Result<null, 'not-found' | 'not-published'>> {
	return db.transaction().execute(async (trx) => {
		const comment = await lockComment(trx, by, id);
		if (!comment) return refuse('not-found');
		if (comment.state !== 'published' || !(await pickComment(trx, id, featured)))
			return refuse('not-published');
		await trx
			.insertInto('decision')
			.values({
				commentId: id,
				revision: comment.revision,
				moderatorId: by.personId,
				action: featured ? 'pick' : 'unpick',
				fromState: comment.state,
			})
			.execute();
		return ok(null);
	});
}
