/**
 * A moderator decides on an answer in somebody's own words: read by all, or by nobody. Decided is the text that was read;
 * of two moderators one decides, and the other is told. The log has the words, never who wrote them.
 */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { can } from '../../people/can';
import { listAreaPath } from '../../people/server/areas';
import type { Db } from '../../server/db/client';

export interface OtherVerdict {
	answer: string;
	/** The words that were read, and the state in which they were. */
	body: string;
	seen: 'held' | 'published' | 'rejected';
	becomes: 'published' | 'rejected';
	/** For a rejection. */
	reason?: string | undefined;
	note?: string | undefined;
}

export type OtherOutcome =
	| { ok: true }
	| {
			ok: false;
			reason: 'not-found' | 'changed' | 'decided';
			/** Who was faster. */ by: string | null;
	  };

export async function decideOther(db: Db, by: Actor, given: OtherVerdict): Promise<OtherOutcome> {
	const { answer, body, seen, becomes, reason, note = '' } = given;
	return db.transaction().execute(async (trx) => {
		const { rows } = await sql<{ body: string; state: string; areaCode: string | null }>`
			SELECT o.body, o.state, t.area_code FROM other_answer o JOIN thread t ON t.poll_id = o.poll_id
			WHERE o.id = ${answer} FOR UPDATE OF o`.execute(trx);
		const [row] = rows;
		if (!row) return { ok: false, reason: 'not-found', by: null };
		const areas = await listAreaPath(trx, row.areaCode);
		if (can(by, 'comment.moderate', { subject: { areas }, now: new Date() }) !== 'yes')
			return { ok: false, reason: 'not-found', by: null };
		if (row.body !== body) return { ok: false, reason: 'changed', by: null };
		if (row.state !== seen || seen === becomes) {
			const last = await trx
				.selectFrom('otherDecision as d')
				.innerJoin('person as p', 'p.id', 'd.moderatorId')
				.select('p.displayName')
				.where('d.answerId', '=', answer)
				.orderBy('d.id', 'desc')
				.limit(1)
				.executeTakeFirst();
			return { ok: false, reason: 'decided', by: last?.displayName ?? null };
		}
		await trx.updateTable('otherAnswer').set({ state: becomes }).where('id', '=', answer).execute();
		await trx
			.insertInto('otherDecision')
			.values({
				answerId: answer,
				body,
				becomes,
				reason: becomes === 'rejected' ? (reason ?? null) : null,
				note,
				moderatorId: by.personId,
			})
			.execute();
		return { ok: true };
	});
}
