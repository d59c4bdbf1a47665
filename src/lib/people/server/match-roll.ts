/**
 * Number and date of birth, held against the roll. Unknown number, another date of birth, or somebody who has proved who
 * they are in a safer way: nobody can tell one from the other, for all take the same one question to the database.
 */
import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import { digests } from './identifiers';
import type { Proof } from './verify-person';

const NOBODY = Buffer.alloc(32);

/** @param number normalised @param birthDate `YYYY-MM-DD` */
export async function matchRoll(db: Db, number: string, birthDate: string): Promise<Proof | undefined> {
	const identifier = digests().document(number);
	const check = digests().rollCheck(number, birthDate);
	const { rows } = await sql<{ id: string; check: Buffer; safer: boolean }>`
		SELECT r.id, CASE WHEN r.document_digest = ${identifier.digest} THEN r.check_digest ELSE r.old_check_digest END AS check,
			EXISTS (SELECT FROM verification v WHERE v.person_id = r.person_id AND v.way <> 'roll') AS safer
		FROM roll_entry r
		WHERE r.document_digest = ${identifier.digest} OR r.old_document_digest = ${identifier.digest}`.execute(db);
	const entry = rows[0];
	const fits = timingSafeEqual(entry?.check ?? NOBODY, check);
	// What a neighbour may know must not open what an eID or a letter has secured.
	if (!entry || !fits || entry.safer || rows.length > 1) return undefined;
	return { way: 'roll', issuer: '', identifiers: [identifier], rollEntryId: entry.id };
}
