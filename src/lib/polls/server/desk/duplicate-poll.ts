/** A poll of any state becomes the beginning of a new draft, with times of its own. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../../people/actor';
import type { Denial } from '../../../people/can';
import { audit } from '../../../server/audit/append';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import { mayEditPoll } from './may-edit';

/** @returns the id of the copy */
export async function duplicatePoll(
	db: Db,
	by: Actor,
	{ id, opensAt, closesAt, now = new Date() }: { id: string; opensAt: Date; closesAt: Date; now?: Date },
): Promise<Result<string, Denial | 'no-such-poll'>> {
	const answer = await mayEditPoll(db, by, { id, now });
	if (answer !== 'yes') return refuse(answer);
	// Random, since the next free number is taken by whoever copies at the same time.
	const ending = `-${randomBytes(3).toString('hex')}`;
	return db.transaction().execute(async (trx) => {
		const { rows } = await sql<{ id: string }>`
			INSERT INTO poll (slug, topic_id, level, kind, opens_at, closes_at, min_choices, max_choices, max_changes, ordered,
				result_policy, original_lang, eligible_area, min_age, max_age, edited_by)
			SELECT rtrim(left(slug, 70), '-') || ${ending}, topic_id, level, kind, ${opensAt}, ${closesAt}, min_choices,
				max_choices, max_changes, ordered, result_policy, original_lang, eligible_area, min_age, max_age, ${by.personId}::uuid
			FROM poll WHERE id = ${id} RETURNING id`.execute(trx);
		const copy = rows[0]?.id;
		if (!copy) return refuse('no-such-poll');
		await sql`INSERT INTO poll_text (poll_id, lang, question, intro)
			SELECT ${copy}::uuid, lang, question, intro FROM poll_text WHERE poll_id = ${id}`.execute(trx);
		await sql`INSERT INTO poll_option (poll_id, id, position, is_other)
			SELECT ${copy}::uuid, id, position, is_other FROM poll_option WHERE poll_id = ${id}`.execute(trx);
		await sql`INSERT INTO poll_option_text (poll_id, option_id, lang, label)
			SELECT ${copy}::uuid, option_id, lang, label FROM poll_option_text WHERE poll_id = ${id}`.execute(trx);
		const details = { from: id };
		await audit(trx, { actorId: by.personId, action: 'poll.duplicate', subject: `poll/${copy}`, details });
		return ok(copy);
	});
}
