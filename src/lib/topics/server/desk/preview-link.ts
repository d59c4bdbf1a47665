/** A link by which people without an account read a draft. Another one replaces it, and it can be withdrawn. */
import { sql, type SqlBool } from 'kysely';
import type { Actor } from '../../../people/actor';
import { can, type Denial } from '../../../people/can';
import { audit } from '../../../server/audit/append';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';

const DAYS = 30;

interface Which {
	id: string;
	now?: Date;
}

/** @returns its key; the one before opens nothing any more */
export async function makePreview(
	db: Db,
	by: Actor,
	{ id, now = new Date() }: Which,
): Promise<Result<string, Denial | 'changed-meanwhile'>> {
	const answer = can(by, 'topic.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	return db.transaction().execute(async (trx) => {
		const topic = await trx
			.selectFrom('topic')
			.select('id')
			.where('id', '=', id)
			.where(
				sql<SqlBool>`archived_at IS NULL AND NOT (unpublished_at IS NULL AND coalesce(published_at <= clock_timestamp(), false))`,
			)
			.forUpdate()
			.executeTakeFirst();
		if (!topic) return refuse('changed-meanwhile');
		const fresh = {
			key: sql<string>`gen_random_uuid()`,
			madeAt: sql<Date>`clock_timestamp()`,
			madeBy: by.personId,
			expiresAt: sql<Date>`clock_timestamp() + make_interval(days => ${DAYS})`,
		};
		const { key } = await trx
			.insertInto('topicPreview')
			.values({ topicId: id, ...fresh })
			.onConflict((there) => there.column('topicId').doUpdateSet(fresh))
			.returning('key')
			.executeTakeFirstOrThrow();
		await audit(trx, { actorId: by.personId, action: 'topic.preview', subject: `topic/${id}` });
		return ok(key);
	});
}

export async function withdrawPreview(
	db: Db,
	by: Actor,
	{ id, now = new Date() }: Which,
): Promise<Result<undefined, Denial | 'changed-meanwhile'>> {
	const answer = can(by, 'topic.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	return db.transaction().execute(async (trx) => {
		const { numDeletedRows } = await trx
			.deleteFrom('topicPreview')
			.where('topicId', '=', id)
			.executeTakeFirstOrThrow();
		if (numDeletedRows !== 1n) return refuse('changed-meanwhile');
		await audit(trx, { actorId: by.personId, action: 'topic.withdraw-preview', subject: `topic/${id}` });
		return ok(undefined);
	});
}

/** The link that there is, while it opens something. */
export async function findPreview(db: Db, id: string): Promise<{ key: string; expiresAt: Date } | undefined> {
	return db
		.selectFrom('topicPreview')
		.select(['key', 'expiresAt'])
		.where('topicId', '=', id)
		.where('expiresAt', '>', sql<Date>`clock_timestamp()`)
		.executeTakeFirst();
}
