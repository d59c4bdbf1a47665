/** What a staged file would do to the roll as it is now. */
import { sql, type RawBuilder } from 'kysely';
import type { Db, Trx } from '../../../server/db/client';

/**
 * Which staged line is which row of the roll: they share a number, old or new. The four joins are apart because a join
 * over "this or that" can use no index.
 */
export function pairs(importId: string): RawBuilder<unknown> {
	return sql`
		SELECT s.line, r.id FROM roll_staged s JOIN roll_entry r ON r.document_digest = s.document_digest WHERE s.import_id = ${importId}
		UNION SELECT s.line, r.id FROM roll_staged s JOIN roll_entry r ON r.old_document_digest = s.document_digest WHERE s.import_id = ${importId}
		UNION SELECT s.line, r.id FROM roll_staged s JOIN roll_entry r ON r.document_digest = s.old_document_digest WHERE s.import_id = ${importId}
		UNION SELECT s.line, r.id FROM roll_staged s JOIN roll_entry r ON r.old_document_digest = s.old_document_digest WHERE s.import_id = ${importId}`;
}

/** Whether a staged line `s` says something else than the row `r`. A file without old numbers takes none away. */
export const DIFFERS = sql`(r.document_digest, r.check_digest, r.area_code, r.birth_year)
		IS DISTINCT FROM (s.document_digest, s.check_digest, s.area_code, s.birth_year)
	OR r.birth_digest IS DISTINCT FROM s.birth_digest
	OR (s.old_document_digest IS NOT NULL AND (r.old_document_digest, r.old_check_digest)
		IS DISTINCT FROM (s.old_document_digest, s.old_check_digest))`;

/** Writes counts and faults to the import's row, which is then `ready`, or `refused` if a line is faulty. */
export async function previewRoll(db: Db, importId: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await sql`SET LOCAL work_mem = '64MB'`.execute(trx);
		await findDuplicates(trx, importId);
		await findClashes(trx, importId);
		await findStrangers(trx, importId);
		await sql`
			WITH pairs AS (${pairs(importId)}),
			counted AS (
				SELECT count(*) AS paired, count(*) FILTER (WHERE ${DIFFERS}) AS changed
				FROM pairs p JOIN roll_staged s ON s.import_id = ${importId} AND s.line = p.line JOIN roll_entry r ON r.id = p.id)
			UPDATE roll_import i SET
				faults = f.n,
				state = CASE WHEN f.n = 0 THEN 'ready' ELSE 'refused' END,
				added = (SELECT count(*) FROM roll_staged WHERE import_id = ${importId}) - paired,
				changed = counted.changed,
				unchanged = paired - counted.changed,
				missing = (SELECT count(*) FROM roll_entry r WHERE i.areas IS NULL OR r.area_code = ANY(i.areas))
					- (SELECT count(DISTINCT id) FROM pairs),
				earlier_imports = (SELECT count(*) FROM roll_import WHERE state = 'applied'),
				touched_at = clock_timestamp()
			FROM counted, (SELECT count(*) AS n FROM roll_fault WHERE import_id = ${importId}) f
			WHERE i.id = ${importId}`.execute(trx);
	});
}

async function findDuplicates(trx: Trx, importId: string): Promise<void> {
	await sql`
		WITH numbers AS (
			SELECT line, document_digest AS digest FROM roll_staged WHERE import_id = ${importId}
			UNION ALL
			SELECT line, old_document_digest FROM roll_staged WHERE import_id = ${importId} AND old_document_digest IS NOT NULL),
		seen AS (SELECT line, min(line) OVER (PARTITION BY digest) AS first FROM numbers)
		INSERT INTO roll_fault (import_id, line, reason, other_line)
		SELECT ${importId}, line, 'duplicate', min(first) FROM seen WHERE line > first GROUP BY line
		ON CONFLICT DO NOTHING`.execute(trx);
}

async function findClashes(trx: Trx, importId: string): Promise<void> {
	await sql`
		WITH pairs AS (${pairs(importId)}),
		crowded AS (
			SELECT line, count(*) OVER (PARTITION BY line) AS rows, count(*) OVER (PARTITION BY id) AS lines FROM pairs)
		INSERT INTO roll_fault (import_id, line, reason)
		SELECT DISTINCT ${importId}::uuid, line, 'two-rows' FROM crowded WHERE rows > 1 OR lines > 1
		ON CONFLICT DO NOTHING`.execute(trx);
	await sql`
		INSERT INTO roll_fault (import_id, line, reason)
		SELECT s.import_id, s.line, 'older-number'
		FROM roll_staged s JOIN roll_entry r ON r.old_document_digest = s.document_digest WHERE s.import_id = ${importId}
		ON CONFLICT DO NOTHING`.execute(trx);
}

/** Nobody takes people into their area, or changes them, whom another looks after. */
async function findStrangers(trx: Trx, importId: string): Promise<void> {
	await sql`
		WITH pairs AS (${pairs(importId)})
		INSERT INTO roll_fault (import_id, line, reason)
		SELECT DISTINCT i.id, p.line, 'lives-elsewhere'
		FROM roll_import i, pairs p JOIN roll_entry r ON r.id = p.id
		WHERE i.id = ${importId} AND i.areas IS NOT NULL AND NOT (r.area_code = ANY(i.areas))
		ON CONFLICT DO NOTHING`.execute(trx);
}
