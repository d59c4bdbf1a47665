/** A code from a letter and a date of birth, held against the roll. Each try is counted before it is looked at. */
import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import { LETTER_TRIES } from '../../letter-code';
import { digests } from '../identifiers';
import type { Proof } from '../verify-person';

/** Only `letter-refused` is told to whoever does not know both code and date of birth, but for how many tries a code has. */
export type LetterRefusal = 'letter-refused' | 'letter-expired' | 'letter-used' | 'letter-tries';

/** @param code normalised @param birthDate `YYYY-MM-DD` @returns the proof, which uses the code up where it counts */
export async function tryLetter(
	db: Db,
	code: string,
	birthDate: string,
): Promise<Result<Proof, LetterRefusal>> {
	const codeDigest = digests().letterCode(code);
	const { rows } = await sql<{
		id: string;
		documentDigest: Buffer;
		birthDigest: Buffer | null;
		isOver: boolean;
		isUsed: boolean;
	}>`
		UPDATE letter l SET tries = l.tries + 1
		FROM roll_entry r
		WHERE l.code_digest = ${codeDigest} AND r.id = l.roll_entry_id AND l.tries < ${LETTER_TRIES}
		RETURNING r.id, r.document_digest, r.birth_digest, l.expires_at <= clock_timestamp() AS is_over,
			EXISTS (SELECT FROM letter_use u WHERE u.code_digest = l.code_digest) AS is_used`.execute(db);
	const [row] = rows;
	if (!row) return refuse((await isTriedOut(db, codeDigest)) ? 'letter-tries' : 'letter-refused');
	const given = digests().birth(row.documentDigest, birthDate);
	if (!row.birthDigest || !timingSafeEqual(given, row.birthDigest)) return refuse('letter-refused');
	if (row.isUsed) return refuse('letter-used');
	if (row.isOver) return refuse('letter-expired');
	return ok({ way: 'letter', issuer: '', identifiers: [], rollEntryId: row.id, letterCode: codeDigest });
}

async function isTriedOut(db: Db, codeDigest: Buffer): Promise<boolean> {
	const found = await db
		.selectFrom('letter')
		.select('tries')
		.where('codeDigest', '=', codeDigest)
		.executeTakeFirst();
	return found !== undefined;
}
