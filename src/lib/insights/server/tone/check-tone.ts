/** Somebody says what the tone of a comment is, or that the machine is right. Counts from the same moment on. */
import { sql } from 'kysely';
import type { Actor } from '../../../people/actor';
import { can } from '../../../people/can';
import { listAreaPath } from '../../../people/server/areas';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import type { Tone } from '../../tone/tone';

/** `changed`: another revision is shown by now. */
export type CheckRefusal = 'not-found' | 'changed';

export interface Check {
	comment: string;
	/** The one that was read. */
	revision: number;
	tone: Tone;
}

interface Locked {
	revision: number;
	isShown: boolean;
	areaCode: string | null;
	machine: Tone | null;
	model: string | null;
}

export async function checkTone(
	db: Db,
	by: Actor,
	{ comment, revision, tone }: Check,
): Promise<Result<null, CheckRefusal>> {
	return db.transaction().execute(async (trx) => {
		// Whoever rates or checks it meanwhile waits, or is waited for, so the last word and the figures are the same.
		await sql`SELECT FROM comment WHERE id = ${comment} FOR NO KEY UPDATE`.execute(trx);
		const { rows } = await sql<Locked>`
			SELECT c.revision, c.state = 'published' AND c.published_at <= clock_timestamp() AS is_shown,
				coalesce(p.eligible_area, t.area_code) AS area_code, r.tone AS machine, r.model
			FROM comment c JOIN thread t ON t.id = c.thread_id LEFT JOIN poll p ON p.id = t.poll_id
			LEFT JOIN tone_rating r ON r.comment_id = c.id AND r.revision = c.revision
			WHERE c.id = ${comment}`.execute(trx);
		const [found] = rows;
		if (!found) return refuse('not-found');
		const areas = await listAreaPath(trx, found.areaCode);
		const may = can(by, 'tone.check', { subject: { areas }, now: new Date() }) === 'yes';
		if (!may || !found.isShown) return refuse('not-found');
		if (found.revision !== revision) return refuse('changed');
		const { machine, model } = found;
		await trx
			.insertInto('toneCheck')
			.values({ commentId: comment, revision, tone, machine, model, checkedBy: by.personId })
			.execute();
		await trx
			.updateTable('toneRating')
			.set({ checked: tone })
			.where('commentId', '=', comment)
			.where('revision', '=', revision)
			.execute();
		return ok(null);
	});
}
