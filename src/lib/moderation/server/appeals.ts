/** An author asks for a second look; somebody else than who decided gives it, within the days that the rules give. */
import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../people/actor';
import { readPreparedRules } from '../../comments/server/screening-rules';
import { settleComment } from '../../comments/server/settle-comment';
import type { Db } from '../../server/db/client';
import { isUniqueViolation } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import { hindered, hinderedByLast, type Outcome } from './hindrance';
import { lockComment } from './lock-comment';

/** Only for what was rejected, once for each revision. */
export async function openAppeal(
	db: Db,
	by: Actor,
	{ comment, words }: { comment: string; words: string },
): Promise<Result<null, 'not-found' | 'already-appealed'>> {
	const { appealDays } = await readPreparedRules(db);
	try {
		const { rows } = await sql<{ commentId: string }>`
			INSERT INTO appeal (comment_id, revision, words, first_decider, due_at)
			SELECT c.id, c.revision, ${words}, d.moderator_id, clock_timestamp() + make_interval(days => ${appealDays}) FROM comment c
			CROSS JOIN LATERAL (SELECT moderator_id FROM decision
				WHERE comment_id = c.id AND revision = c.revision AND action = 'reject' ORDER BY id DESC LIMIT 1) d
			WHERE c.id = ${comment} AND c.author_id = ${by.personId} AND c.state = 'rejected' AND c.state_since <= clock_timestamp()
			RETURNING comment_id`.execute(db);
		return rows.length === 1 ? ok(null) : refuse('not-found');
	} catch (error) {
		if (isUniqueViolation(error)) return refuse('already-appealed');
		throw error;
	}
}

/** Of appeal ap: whether the moderator was one of those who rejected, which a trigger keeps from deciding on it. */
export function hadPart(by: Pick<Actor, 'personId'>): RawBuilder<boolean> {
	return sql<boolean>`(ap.first_decider = ${by.personId} OR EXISTS (SELECT FROM decision d
		WHERE d.comment_id = ap.comment_id AND d.revision = ap.revision AND d.moderator_id = ${by.personId} AND d.action IN ('propose', 'reject')))`;
}

/** Of appeal ap and comment c: it waits for an answer. What its author has withdrawn or written anew waits for none. */
export const IS_OPEN = sql<boolean>`(ap.revision = c.revision AND ap.outcome IS NULL AND c.state = 'rejected')`;

export type AppealRefusal = 'not-found' | 'decided' | 'own-decision' | 'changed';

export async function decideAppeal(
	db: Db,
	by: Actor,
	given: { comment: string; revision: number; outcome: 'overturned' | 'upheld'; note: string },
): Promise<Outcome<null, AppealRefusal>> {
	const { comment: id, revision, outcome, note } = given;
	return db.transaction().execute(async (trx) => {
		const comment = await lockComment(trx, by, id);
		if (!comment || comment.authorId === by.personId) return hindered('not-found');
		const appeal = await trx
			.selectFrom('appeal as ap')
			.select(['outcome', hadPart(by).as('isOwn')])
			.where('commentId', '=', id)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (!appeal) return hindered('not-found');
		if (appeal.outcome)
			return comment.last ? hinderedByLast(trx, 'decided', comment.last) : hindered('decided');
		if (appeal.isOwn) return hindered('own-decision');
		if (comment.revision !== revision || comment.state !== 'rejected') return hindered('changed');
		await trx
			.updateTable('appeal')
			.set({ decidedBy: by.personId, decidedAt: sql<Date>`clock_timestamp()`, outcome })
			.where('commentId', '=', id)
			.where('revision', '=', revision)
			.execute();
		const decision = await trx
			.insertInto('decision')
			.values({
				commentId: id,
				revision,
				moderatorId: by.personId,
				action: outcome === 'overturned' ? 'overturn' : 'uphold',
				note,
				fromState: 'rejected',
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		if (outcome === 'overturned')
			await settleComment(trx, { id, revision, to: 'published', delaySeconds: 0 });
		await trx
			.insertInto('personNotice')
			.values({
				personId: comment.authorId,
				kind: `appeal-${outcome}`,
				commentId: id,
				decisionId: decision.id,
			})
			.execute();
		return ok(null);
	});
}
