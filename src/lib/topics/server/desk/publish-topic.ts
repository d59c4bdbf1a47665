/** A topic comes out, or is taken off its pages; its date of publication stays the first one. */
import { sql } from 'kysely';
import type { Actor } from '../../../people/actor';
import { can, type Denial } from '../../../people/can';
import { audit } from '../../../server/audit/append';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';

interface Which {
	id: string;
	now?: Date;
}

/** @param version the one that was read: nobody publishes what somebody else has just rewritten */
export function publishTopic(
	db: Db,
	by: Actor,
	{ id, version, now = new Date() }: Which & { version: number },
) {
	return noted(db, by, { id, now, action: 'topic.publish' }, (trx) =>
		trx
			.updateTable('topic')
			.set({ publishedAt: sql<Date>`coalesce(published_at, clock_timestamp())`, unpublishedAt: null })
			.where('id', '=', id)
			.where('version', '=', version)
			.where((or) => or.or([or('publishedAt', 'is', null), or('unpublishedAt', 'is not', null)]))
			.executeTakeFirstOrThrow(),
	);
}

export function unpublishTopic(db: Db, by: Actor, { id, now = new Date() }: Which) {
	return noted(db, by, { id, now, action: 'topic.unpublish' }, (trx) =>
		trx
			.updateTable('topic')
			.set({ unpublishedAt: sql<Date>`clock_timestamp()` })
			.where('id', '=', id)
			.where('publishedAt', 'is not', null)
			.where('unpublishedAt', 'is', null)
			.executeTakeFirstOrThrow(),
	);
}

async function noted(
	db: Db,
	by: Actor,
	{ id, now, action }: { id: string; now: Date; action: string },
	change: (trx: Parameters<typeof audit>[0]) => Promise<{ numUpdatedRows: bigint }>,
): Promise<Result<undefined, Denial | 'changed-meanwhile'>> {
	const answer = can(by, 'topic.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	return db.transaction().execute(async (trx) => {
		const { numUpdatedRows } = await change(trx);
		if (numUpdatedRows !== 1n) return refuse('changed-meanwhile');
		await audit(trx, { actorId: by.personId, action, subject: `topic/${id}` });
		return ok(undefined);
	});
}
