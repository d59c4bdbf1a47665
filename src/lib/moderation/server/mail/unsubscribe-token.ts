/** The link that ends a kind of mail, without a session: it names the wish, signed, so that nobody can try keys out. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '../../../server/derive-key';
import { env } from '../../../server/env';

export function unsubscribeUrl(key: string): string {
	const bytes = keyBytes(key);
	return `${env().ORIGIN}/unsubscribe/${Buffer.concat([bytes, signatureOf(bytes)]).toString('base64url')}`;
}

/** @returns the wish's key; undefined for a token that we have not made */
export function readUnsubscribeToken(token: string): string | undefined {
	if (!/^[\w-]{43}$/.test(token)) return undefined;
	const bytes = Buffer.from(token, 'base64url');
	const key = bytes.subarray(0, 16);
	if (!timingSafeEqual(bytes.subarray(16), signatureOf(key))) return undefined;
	return key.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const keyBytes = (key: string): Buffer => Buffer.from(key.replaceAll('-', ''), 'hex');

const signatureOf = (key: Buffer): Buffer =>
	createHmac('sha256', derivedKey('unsubscribe')).update(key).digest().subarray(0, 16);
