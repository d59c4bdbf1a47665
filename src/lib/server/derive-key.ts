import { hkdfSync } from 'node:crypto';
import { env } from './env';

const derived = new Map<string, Buffer>();

/**
 * A 32-byte key for one purpose, by HKDF-SHA256 (RFC 5869) from APP_SECRET: what is signed for one purpose means
 * nothing to another. Labels are constants of the code, so the cache stays small.
 */
export function derivedKey(label: string): Buffer {
	let key = derived.get(label);
	if (!key) {
		key = Buffer.from(hkdfSync('sha256', env().APP_SECRET, '', `hoidan/${label}`, 32));
		derived.set(label, key);
	}
	return key;
}
