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

/** Under a given key, for whoever prepares a database from outside; the application uses the functions below. */
export class Digests {
	readonly #identityKey: Buffer;
	readonly #keys = new Map<string, Buffer>();

	constructor(identityKey: Buffer) {
		this.#identityKey = identityKey;
	}

	/** @param number normalised (document-number.ts) */
	document(number: string): Identifier {
		const kind = number.length === 9 ? 'document-old' : 'document';
		return { kind, issuer: '', digest: this.#keyed('document', number) };
	}

	/** @throws for an empty subject: everybody whose provider forgot it would be one person */
	eid(issuer: string, subject: string): Identifier {
		if (issuer.trim() === '' || subject.trim() === '') throw new Error('an eID without issuer or subject');
		return { kind: 'eid', issuer, digest: this.#keyed('eid', `${issuer}|${subject}`) };
	}

	/** Number and date of birth together. @param birthDate `YYYY-MM-DD` */
	rollCheck(number: string, birthDate: string): Buffer {
		return this.#keyed('roll-check', `${number}|${birthDate}`);
	}

	/** For whoever comes with a letter instead of the number. Bound to one row of the roll, so that twins don't show. */
	birth(documentDigest: Buffer, birthDate: string): Buffer {
		return this.#keyed('birth', `${documentDigest.toString('hex')}|${birthDate}`);
	}

	/** @param code normalised; short codes are safe here only because of the key */
	letterCode(code: string): Buffer {
		return this.#keyed('letter-code', code);
	}

	#keyed(purpose: string, text: string): Buffer {
		let key = this.#keys.get(purpose);
		if (!key) {
			key = Buffer.from(hkdfSync('sha256', this.#identityKey, '', `hoidan/identity/${purpose}`, 32));
			this.#keys.set(purpose, key);
		}
		return createHmac('sha256', key).update(text).digest();
	}
}

let current: Digests | undefined;

export function digests(): Digests {
	return (current ??= new Digests(env().IDENTITY_KEY));
}
