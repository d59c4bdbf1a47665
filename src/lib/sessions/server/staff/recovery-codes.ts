/**
 * Ten codes for the day the phone is gone. Sixteen characters are 80 random bits; kept as keyed digests, bound to the
 * person. Using one deletes it, so each counts once.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { derivedKey } from '../../../server/derive-key';
import type { Db, Trx } from '../../../server/db/client';

const CODES = 10;
/** Crockford's: no letter that could be read as another or as a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;

/** Replaces those that were left. @returns as they are shown, this once */
export async function renewRecoveryCodes(trx: Trx, personId: string): Promise<string[]> {
	const codes = Array.from({ length: CODES }, () =>
		Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte & 31]).join(''),
	);
	await trx.deleteFrom('recoveryCode').where('personId', '=', personId).execute();
	await trx
		.insertInto('recoveryCode')
		.values(codes.map((code) => ({ personId, digest: digestOf(personId, code) })))
		.execute();
	return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}

/** @returns as it is kept; undefined where it can't be one */
export function normaliseRecoveryCode(text: string): string | undefined {
	const code = text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\-‐-―]/g, '')
		.replace(/o/g, '0')
		.replace(/[il]/g, '1');
	return new RegExp(`^[${ALPHABET}]{${LENGTH}}$`).test(code) ? code : undefined;
}

/** Whether the person had this code; they have it no more. @param code normalised */
export async function useRecoveryCode(db: Db, personId: string, code: string): Promise<boolean> {
	const { numDeletedRows } = await db
		.deleteFrom('recoveryCode')
		.where('personId', '=', personId)
		.where('digest', '=', digestOf(personId, code))
		.executeTakeFirstOrThrow();
	return numDeletedRows === 1n;
}

function digestOf(personId: string, code: string): Buffer {
	return createHmac('sha256', derivedKey('recovery-code')).update(`${personId}|${code}`).digest();
}
