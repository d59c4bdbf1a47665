/**
 * Codes of authenticator apps (RFC 6238: SHA-1, six digits, 30 s), one step either way for clocks that differ. A step
 * counts once (RFC 6238, 5.2): the newest used one is kept, and whoever is to be let in must be newer.
 */
import { createHmac } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { derivedKey } from '../../../server/derive-key';
import { env } from '../../../server/env';
import type { Db } from '../../../server/db/client';
import { seal, unseal } from '../../../server/seal';

/** 160 bits, as long as the hash (RFC 4226, 4). */
const SECRET_BYTES = 20;
const NOBODYS = Buffer.alloc(SECRET_BYTES);

/**
 * The secret that is offered to whoever sets up an app: always the same for one occasion, so that a page that is loaded
 * again still fits the app, and nothing needs to be kept until it is taken.
 */
export function offerSecret(occasion: string): Buffer {
	return createHmac('sha256', derivedKey('totp-offer')).update(occasion).digest().subarray(0, SECRET_BYTES);
}

export function describeSecret(secret: Buffer, login: string): { uri: string; text: string } {
	const code = totp(secret, login);
	return { uri: code.toString(), text: code.secret.base32.replace(/(.{4})(?=.)/g, '$1 ') };
}

export function sealSecret(secret: Buffer, personId: string): Buffer {
	return seal(secret, env().KEY_ENCRYPTION_KEY, `totp|${personId}`);
}

/** @param sealed undefined where there is no such account: the same work is done for nothing */
export function openSecret(sealed: Buffer | undefined, personId: string): Buffer {
	return sealed ? unseal(sealed, env().KEY_ENCRYPTION_KEY, `totp|${personId}`) : NOBODYS;
}

/** @returns the step that the code belongs to; undefined where it belongs to none near `now` */
export function stepOf(secret: Buffer, code: string, now: Date): number | undefined {
	const digits = code.normalize('NFKC').replace(/\s/g, '');
	if (!/^\d{6}$/.test(digits)) return undefined;
	const app = totp(secret, '');
	const timestamp = now.getTime();
	const delta = app.validate({ token: digits, timestamp, window: 1 });
	return delta === null ? undefined : app.counter({ timestamp }) + delta;
}

/** Whether the step was still free; it is no more. The row decides between two at once. */
export async function claimStep(db: Db, personId: string, step: number): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('passwordWay')
		.set({ totpLastStep: step })
		.where('personId', '=', personId)
		.where('totpLastStep', '<', step)
		.executeTakeFirstOrThrow();
	return numUpdatedRows === 1n;
}

function totp(secret: Buffer, login: string): TOTP {
	const host = new URL(env().ORIGIN).host;
	return new TOTP({
		issuer: `Hỏi Dân ${host}`,
		label: login,
		secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
	});
}
