/**
 * What identifies a person, as the database keeps it: HMAC-SHA256 under IDENTITY_KEY. A plain or even a slow hash of a
 * citizen's number is no protection, since there are only some 10^7 candidates; a key that the database does not hold is.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { env } from '../../server/env';

export const KEY_VERSION = 1;

export interface Identifier {
	kind: 'document' | 'document-old' | 'eid';
	/** Only an eID has one: the provider's `iss`. */
	issuer: string;
	digest: Buffer;
}

/** @param number normalised (document-number.ts) */
export function documentIdentifier(number: string): Identifier {
	const kind = number.length === 9 ? 'document-old' : 'document';
	return { kind, issuer: '', digest: keyed('document', number) };
}

/** @throws for an empty subject: everybody whose provider forgot it would be one person */
export function eidIdentifier(issuer: string, subject: string): Identifier {
	if (issuer.trim() === '' || subject.trim() === '') throw new Error('an eID without issuer or subject');
	return { kind: 'eid', issuer, digest: keyed('eid', `${issuer}|${subject}`) };
}

/** Number and date of birth together. @param birthDate `YYYY-MM-DD` */
export function rollCheckDigest(number: string, birthDate: string): Buffer {
	return keyed('roll-check', `${number}|${birthDate}`);
}

/** @param code normalised; short codes are safe here only because of the key */
export function letterCodeDigest(code: string): Buffer {
	return keyed('letter-code', code);
}

const keys = new Map<string, Buffer>();

function keyed(purpose: string, text: string): Buffer {
	let key = keys.get(purpose);
	if (!key) {
		key = Buffer.from(hkdfSync('sha256', env().IDENTITY_KEY, '', `hoidan/identity/${purpose}`, 32));
		keys.set(purpose, key);
	}
	return createHmac('sha256', key).update(text).digest();
}
