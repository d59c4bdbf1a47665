/**
 * The device cookie: who a browser is in open polls, and nothing more. The value is random and signed, so that only
 * ids that we gave out count, and giving one out can be limited.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { derivedKey } from './derive-key';
import { env } from './env';

const YEAR = 365 * 24 * 60 * 60;

function isSecure(): boolean {
	return env().ORIGIN.startsWith('https:');
}

/** The prefix makes browsers refuse a cookie that another host or a plain connection set; it needs https. */
export function deviceCookieName(): string {
	return isSecure() ? '__Host-device' : 'device';
}

export function readDevice(cookies: Cookies): string | undefined {
	const [id = '', mac = ''] = (cookies.get(deviceCookieName()) ?? '').split('.');
	if (!/^[\w-]{22}$/.test(id)) return undefined;
	const expected = sign(id);
	const given = Buffer.from(mac, 'base64url');
	return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
}

/** Gives the browser a new id. */
export function issueDevice(cookies: Cookies): string {
	const id = randomBytes(16).toString('base64url');
	cookies.set(deviceCookieName(), `${id}.${sign(id).toString('base64url')}`, {
		path: '/',
		httpOnly: true,
		secure: isSecure(),
		sameSite: 'lax',
		maxAge: YEAR,
	});
	return id;
}

function sign(id: string): Buffer {
	return createHmac('sha256', derivedKey('device')).update(id).digest().subarray(0, 16);
}
