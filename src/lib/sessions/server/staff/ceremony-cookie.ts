/**
 * The challenge of a passkey ceremony: sealed in a cookie of this browser for five minutes, for one purpose, and usable
 * once, by whichever process.
 */
import { randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import { useOnce } from '../../../server/challenge';
import type { Db } from '../../../server/db/client';
import { derivedKey } from '../../../server/derive-key';
import { env } from '../../../server/env';
import { seal, unseal } from '../../../server/seal';

const MINUTES = 5;
const KEY = 'passkey-ceremony';

/** `enrol` and `add` make a passkey, `sign-in` and `again` use one. */
export type Purpose = 'enrol' | 'add' | 'sign-in' | 'again';

const ceremonySchema = z.object({ challenge: z.string(), until: z.number() });

/** @returns a new challenge, base64url */
export function beginCeremony(cookies: Cookies, purpose: Purpose): string {
	const challenge = randomBytes(32).toString('base64url');
	const text = JSON.stringify({ challenge, until: Date.now() + MINUTES * 60_000 });
	const sealed = seal(Buffer.from(text), derivedKey(KEY), purpose).toString('base64url');
	cookies.set(cookieName(), sealed, { ...options(), maxAge: MINUTES * 60 });
	return challenge;
}

/** Takes the challenge that the answer must be signed over. @returns undefined: none, too old, or used already */
export async function takeChallenge(db: Db, cookies: Cookies, purpose: Purpose): Promise<string | undefined> {
	const sealed = cookies.get(cookieName());
	if (sealed === undefined) return undefined;
	cookies.delete(cookieName(), options());
	const ceremony = open(sealed, purpose);
	if (!ceremony || ceremony.until < Date.now()) return undefined;
	const isFirst = await useOnce(db, `passkey|${ceremony.challenge}`, new Date(ceremony.until));
	return isFirst ? ceremony.challenge : undefined;
}

function cookieName(): string {
	return `${env().ORIGIN.startsWith('https:') ? '__Host-' : ''}passkey`;
}

function options() {
	const secure = env().ORIGIN.startsWith('https:');
	return { path: '/', httpOnly: true, secure, sameSite: 'strict' } as const;
}

function open(sealed: string, purpose: Purpose) {
	try {
		const text = unseal(Buffer.from(sealed, 'base64url'), derivedKey(KEY), purpose).toString();
		return ceremonySchema.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined; // not ours, altered, or for another purpose
	}
}
