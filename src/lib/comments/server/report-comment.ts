/** A reader tells moderators about a comment: once each, and never shown to its author. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import type { ReportReason } from '../comment';

export type ReportRefusal = 'not-found' | 'already-reported' | 'own';

export async function reportComment(
	db: Db,
	by: Actor,
	{ comment, reason, note }: { comment: string; reason: ReportReason; note: string },
): Promise<Result<null, ReportRefusal>> {
	const { rows } = await sql<{ own: boolean; written: boolean }>`
		WITH target AS (
			SELECT id, author_id = ${by.personId} AS own FROM comment
			WHERE id = ${comment} AND published_at <= clock_timestamp()
		), written AS (
			INSERT INTO report (comment_id, reporter_id, reason, note)
			SELECT id, ${by.personId}, ${reason}, ${note} FROM target WHERE NOT own
			ON CONFLICT (comment_id, reporter_id) DO NOTHING RETURNING 1
		)
		SELECT own, EXISTS (SELECT FROM written) AS written FROM target`.execute(db);
	const [row] = rows;
	if (!row) return refuse('not-found');
	if (row.own) return refuse('own');
	return row.written ? ok(null) : refuse('already-reported');
}
