/**
 * One-time codes for people on the roll, to be printed and posted. A code is told once, here; the database keeps its
 * keyed digest. Whoever has proved who they are by eID or letter gets none, nor does whoever has a letter that still
 * counts, unless it is to be replaced.
 */
import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../../server/audit/append';
import type { Db, Trx } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import type { Actor } from '../../actor';
import { can, type Scope } from '../../can';
import { LETTER_ALPHABET, LETTER_DAYS, LETTER_LENGTH } from '../../letter-code';
import { digests } from '../identifiers';
import { readScope } from '../scope';
import type { Addressee } from './read-addresses';

/** Letters a batch: what a browser prints at once. */
export const LETTERS_A_BATCH = 500;

export interface Minting {
	addressees: readonly Addressee[];
	/** Only for people of this area; null: of any in which one may. */
	areaCode: string | null;
	/** Also for whoever has a letter that still counts: the new one takes its place. */
	replace: boolean;
}

export interface Letter {
	code: string;
	name: string;
	address: string;
}

export interface Minted {
	letters: Letter[];
	expiresAt: Date;
	/** Lines of people who are not on the roll, or not in the area. */
	unknown: number[];
	/** People who need none: verified, or with a letter that still counts. */
	skipped: number;
	/** People who would get one, but not in this batch. */
	left: number;
}

export async function mintLetters(
	db: Db,
	by: Actor,
	{ addressees, areaCode, replace }: Minting,
): Promise<Result<Minted, 'not-allowed'>> {
	if (can(by, 'letters.mint', { now: new Date() }) !== 'yes') return refuse('not-allowed');
	const scope = await readScope(db, by, 'letters.mint');
	if (areaCode !== null && scope !== null && !scope.includes(areaCode)) return refuse('not-allowed');
	const byDigest = new Map(
		addressees.map((addressee) => [digests().document(addressee.number).digest.toString('hex'), addressee]),
	);
	return db.transaction().execute(async (trx) => {
		// One batch after the other, so that none replaces what another has just printed.
		await sql`SELECT pg_advisory_xact_lock(hashtext('hoidan.letters'))`.execute(trx);
		const found = await listRows(trx, [...byDigest.keys()], areaCode === null ? scope : [areaCode]);
		const known = new Map(found.map((row) => [row.digest, row]));
		const wanted = [...byDigest].flatMap(([digest, addressee]) => {
			const row = known.get(digest);
			return row && !row.verified && (replace || !row.hasLetter) ? [{ id: row.id, addressee }] : [];
		});
		// Old and new number of one person may stand in two lines.
		const each = [...new Map(wanted.map((one) => [one.id, one])).values()];
		const batch = each.slice(0, LETTERS_A_BATCH);
		const codes = batch.map(() => makeCode());
		const expiresAt = await insertLetters(trx, {
			by,
			areaCode,
			codes,
			rows: batch.map(({ id }) => id),
		});
		return ok({
			letters: batch.map(({ addressee: { name, address } }, i) => ({ code: codes[i]!, name, address })),
			expiresAt,
			unknown: [...byDigest].flatMap(([digest, { line }]) => (known.has(digest) ? [] : [line])),
			skipped: known.size - wanted.length,
			left: each.length - batch.length,
		});
	});
}

function makeCode(): string {
	const pick = () => LETTER_ALPHABET[randomInt(LETTER_ALPHABET.length)]!;
	return Array.from({ length: LETTER_LENGTH }, pick).join('');
}

interface Row {
	digest: string;
	id: string;
	verified: boolean;
	hasLetter: boolean;
}

async function listRows(trx: Trx, asked: string[], areas: Scope): Promise<Row[]> {
	const { rows } = await sql<Row>`
		WITH asked AS (SELECT name, decode(name, 'hex') AS digest FROM unnest(${asked}::text[]) AS a (name)),
		found AS (
			SELECT a.name, r.id FROM asked a JOIN roll_entry r ON r.document_digest = a.digest
			UNION ALL SELECT a.name, r.id FROM asked a JOIN roll_entry r ON r.old_document_digest = a.digest)
		SELECT f.name AS digest, r.id,
			r.person_id IS NOT NULL AND (EXISTS (SELECT FROM verification v WHERE v.person_id = r.person_id AND v.way <> 'roll')
				OR NOT EXISTS (SELECT FROM verification v WHERE v.person_id = r.person_id)) AS verified,
			EXISTS (SELECT FROM letter l WHERE l.roll_entry_id = r.id AND l.expires_at > now()) AS has_letter
		FROM found f JOIN roll_entry r ON r.id = f.id
		WHERE r.birth_digest IS NOT NULL AND (${areas}::text[] IS NULL OR r.area_code = ANY(${areas}::text[]))`.execute(
		trx,
	);
	return rows;
}

interface Batch {
	by: Actor;
	areaCode: string | null;
	codes: readonly string[];
	rows: readonly string[];
}

/** @returns when they expire */
async function insertLetters(trx: Trx, { by, areaCode, codes, rows }: Batch): Promise<Date> {
	if (rows.length === 0) return new Date();
	const { id, expiresAt } = await trx
		.insertInto('letterBatch')
		.values({ madeBy: by.personId, areaCode, letters: rows.length })
		.returning(['id', sql<Date>`made_at + make_interval(days => ${LETTER_DAYS})`.as('expiresAt')])
		.executeTakeFirstOrThrow();
	await sql`
		INSERT INTO letter (code_digest, roll_entry_id, batch_id, expires_at)
		SELECT code_digest, roll_entry_id, ${id}::uuid, ${expiresAt}::timestamptz
		FROM unnest(${codes.map((code) => digests().letterCode(code))}::bytea[], ${rows}::uuid[]) AS l (code_digest, roll_entry_id)
		ON CONFLICT (roll_entry_id) DO UPDATE SET
			code_digest = excluded.code_digest, batch_id = excluded.batch_id, expires_at = excluded.expires_at, tries = 0`.execute(
		trx,
	);
	await audit(trx, {
		actorId: by.personId,
		action: 'letters.mint',
		subject: `letter-batch/${id}`,
		details: { letters: rows.length, area: areaCode },
	});
	return expiresAt;
}
