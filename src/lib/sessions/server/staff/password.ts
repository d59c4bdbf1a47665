/**
 * Passwords: argon2id (RFC 9106; OWASP's m=19456, t=2, p=1, 32 bytes) over an HMAC of the password under a key that the
 * database does not hold. Hashing is the cheapest way to take the site down, so only so many are in flight at once;
 * whoever comes then is asked to come again.
 */
import { createHmac } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { derivedKey } from '../../../server/derive-key';
import { ok, refuse, type Result } from '../../../shared/result';
import { normalisePassword } from '../../password-rules';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
const MOST_IN_FLIGHT = availableParallelism() * 2;
/** Seconds until a place is surely free. */
export const BUSY_RETRY_AFTER = 2;

let inFlight = 0;

export function hashPassword(password: string): Promise<Result<string, 'busy'>> {
	return gated(() => hash(peppered(password), COST));
}

/** @param stored undefined where there is no such account: takes the same time and is never right */
export function checkPassword(
	stored: string | undefined,
	password: string,
): Promise<Result<boolean, 'busy'>> {
	return gated(async () => {
		const right = await verify(stored ?? (await decoy()), peppered(password));
		return stored !== undefined && right;
	});
}

export function isBusy(): boolean {
	return inFlight >= MOST_IN_FLIGHT;
}

export function isOutdated(stored: string): boolean {
	return !stored.startsWith(CURRENT);
}

async function gated<T>(work: () => Promise<T>): Promise<Result<T, 'busy'>> {
	if (isBusy()) return refuse('busy');
	inFlight++;
	try {
		return ok(await work());
	} finally {
		inFlight--;
	}
}

/** As text, since the library verifies nothing that is no UTF-8. */
function peppered(password: string): string {
	return createHmac('sha256', derivedKey('password')).update(normalisePassword(password)).digest('base64url');
}

let decoyHash: Promise<string> | undefined;

/** Made once; the first one to need it waits twice as long, so a process makes it when it starts to serve the page. */
export function decoy(): Promise<string> {
	return (decoyHash ??= hash(peppered('nobody has this password'), COST));
}
