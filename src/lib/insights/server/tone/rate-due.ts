/**
 * Rates what waits, some comments at a time, each batch in a transaction of its own: whatever is killed meanwhile, a comment
 * is either rated or still waits. Many processes may do it at once; each takes what no other has.
 */
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Trx } from '../../../server/db/client';
import type { Model } from '../../tone/model';
import { rateTone, strongestWords, type Rating } from '../../tone/rate-tone';

export interface Rater {
	model: Model;
	version: string;
}

/** Some milliseconds of work, between which pages are answered. */
const BATCH = 50;

/** @returns how many were rated */
export async function rateDue(
	db: Db,
	rater: Rater,
	{ onProgress = () => {} }: { onProgress?: (rated: number) => void } = {},
): Promise<number> {
	let rated = 0;
	for (;;) {
		const some = await db.transaction().execute((trx) => rateSome(trx, rater));
		if (some === 0) return rated;
		onProgress((rated += some));
		await setImmediate();
	}
}

/** Has everything rated anew that another model rated. @returns how many */
export async function askAnew(db: Db, version: string): Promise<number> {
	const { numAffectedRows = 0n } = await sql`
		INSERT INTO tone_due SELECT comment_id FROM tone_rating WHERE model <> ${version} ON CONFLICT DO NOTHING`.execute(
		db,
	);
	return Number(numAffectedRows);
}

interface Due {
	id: string;
	revision: number;
	threadId: string;
	day: string;
	body: string;
}

/**
 * A comment on which a moderator is deciding, or of which somebody is checking the tone, waits for the next turn. Comments are
 * locked before what says that they wait: the other way round, the line of one that is passed by stays locked, and whoever
 * withdraws several at once could wait for it in a circle.
 */
async function rateSome(trx: Trx, { model, version }: Rater): Promise<number> {
	const { rows } = await sql<Due>`
		SELECT c.id, c.revision, c.thread_id, (c.published_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS day, r.body
		FROM tone_due d JOIN comment c ON c.id = d.comment_id
		JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
		WHERE c.state = 'published' AND c.published_at <= clock_timestamp()
		ORDER BY d.comment_id LIMIT ${BATCH}
		FOR SHARE OF c SKIP LOCKED FOR UPDATE OF d SKIP LOCKED`.execute(trx);
	if (rows.length === 0) return 0;
	const ratings = rows.map(({ body, ...due }) => ({ ...due, ...asRow(rateTone(model, body)) }));
	// What somebody said of this revision before is asked now: until the comments were locked it could still be said.
	await sql`
		INSERT INTO tone_rating AS t (comment_id, revision, thread_id, day, model, tone, is_sure, probability, words, checked)
			SELECT id, revision, "threadId", day, ${version}, tone, "isSure", probability, words,
				(SELECT k.tone FROM tone_check k WHERE k.comment_id = x.id AND k.revision = x.revision ORDER BY k.id DESC LIMIT 1)
			FROM jsonb_to_recordset(${JSON.stringify(ratings)}::jsonb) AS x (id uuid, revision smallint, "threadId" uuid, day date,
				tone text, "isSure" boolean, probability real, words jsonb)
			ORDER BY id
			ON CONFLICT (comment_id) DO UPDATE SET revision = excluded.revision, day = excluded.day, model = excluded.model,
				tone = excluded.tone, is_sure = excluded.is_sure, probability = excluded.probability, words = excluded.words,
				checked = excluded.checked`.execute(trx);
	await trx
		.deleteFrom('toneDue')
		.where(
			'commentId',
			'in',
			rows.map(({ id }) => id),
		)
		.execute();
	return rows.length;
}

function asRow(rating: Rating) {
	if (!rating.rated) return { tone: null, isSure: false, probability: null, words: [] };
	const words = strongestWords(rating).map(({ start, end, weight }) => ({
		start,
		end,
		weight: Math.round(weight * 100) / 100,
	}));
	return { tone: rating.tone, isSure: rating.sure, probability: Math.max(...rating.probabilities), words };
}
