import { createHmac } from 'node:crypto';
import { derivedKey } from '../../../server/derive-key';

/** Keyed: addresses are as guessable as numbers. Only the host's case is free, but no provider keeps two apart by the rest. */
export function emailDigest(address: string): Buffer {
	return createHmac('sha256', derivedKey('contact-email')).update(address.toLowerCase()).digest();
}

/** Bound to the session, so that a code means nothing in another. */
export function emailCodeDigest(sessionId: string, code: string): Buffer {
	return createHmac('sha256', derivedKey('email-code')).update(`${sessionId}|${code}`).digest();
}
