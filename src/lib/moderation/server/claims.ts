/** Who has a comment open. Opening claims it for two minutes; the primary key decides between two who open it at once. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { can } from '../../people/can';
import type { Db } from '../../server/db/client';
import { CLAIM_MINUTES } from '../moderation';
import { tended } from './tended';

const UNTIL = sql<Date>`clock_timestamp() + make_interval(mins => ${CLAIM_MINUTES})`;

/** Also renews. Only within the moderator's areas. @returns whether it is the moderator's now */
export async function claimComment(db: Db, by: Actor, commentId: string): Promise<boolean> {
	if (can(by, 'comment.moderate', { now: new Date() }) !== 'yes') return false;
	const claimed = await db
		.insertInto('claim')
		.columns(['commentId', 'moderatorId', 'expiresAt'])
		.expression((eb) =>
			eb
				.selectFrom('comment as c')
				.innerJoin('thread as t', 't.id', 'c.threadId')
				.select(['c.id', sql<string>`${by.personId}::uuid`.as('moderator'), UNTIL.as('until')])
				.where('c.id', '=', commentId)
				.where(tended(by)),
		)
		.onConflict((conflict) =>
			conflict
				.column('commentId')
				.doUpdateSet({ moderatorId: by.personId, expiresAt: UNTIL })
				.where((eb) =>
					eb.or([
						eb('claim.moderatorId', '=', by.personId),
						eb('claim.expiresAt', '<', sql<Date>`clock_timestamp()`),
					]),
				),
		)
		.executeTakeFirst();
	return claimed.numInsertedOrUpdatedRows === 1n;
}

/** Who else has one of these open, by comment; `?` for somebody without a name. Only within the moderator's areas. */
export async function listClaims(
	db: Db,
	by: Actor,
	comments: readonly string[],
): Promise<Record<string, string>> {
	const { rows } = await sql<{ comment: string; holder: string }>`
		SELECT k.comment_id AS comment, coalesce(p.display_name, '?') AS holder FROM claim k JOIN person p ON p.id = k.moderator_id
		JOIN comment c ON c.id = k.comment_id JOIN thread t ON t.id = c.thread_id
		WHERE k.comment_id = ANY(${comments}::uuid[]) AND k.moderator_id <> ${by.personId} AND k.expires_at > clock_timestamp()
			AND ${tended(by)}`.execute(db);
	return Object.fromEntries(rows.map(({ comment, holder }) => [comment, holder]));
}

export async function releaseComment(db: Db, by: Actor, commentId: string): Promise<void> {
	await db
		.deleteFrom('claim')
		.where('commentId', '=', commentId)
		.where('moderatorId', '=', by.personId)
		.execute();
}

export async function forgetClaims(db: Db): Promise<void> {
	await db
		.deleteFrom('claim')
		.where('expiresAt', '<', sql<Date>`clock_timestamp() - interval '1 hour'`)
		.execute();
}
