/**
 * The secret in a link to a draft: the key of a row and a mark of the application's own (HMAC-SHA256, 128 bits), so that
 * whoever reads the database can make no link of it. 43 characters of base64url.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '../../server/derive-key';

export function previewToken(key: string): string {
	const bytes = Buffer.from(key.replaceAll('-', ''), 'hex');
	return Buffer.concat([bytes, markOf(bytes)]).toString('base64url');
}

/** @returns the key; undefined for what was not made here */
export function readPreviewToken(token: string): string | undefined {
	if (!/^[\w-]{43}$/.test(token)) return undefined;
	const bytes = Buffer.from(token, 'base64url');
	const [key, mark] = [bytes.subarray(0, 16), bytes.subarray(16)];
	if (mark.length !== 16 || !timingSafeEqual(mark, markOf(key))) return undefined;
	return key.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function markOf(key: Buffer): Buffer {
	return createHmac('sha256', derivedKey('topic-preview')).update(key).digest().subarray(0, 16);
}
