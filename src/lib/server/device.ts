/**
 * The device cookie: who a browser is in open polls, and nothing more. The value is random and signed, so that only
 * ids that we gave out count, and giving one out can be limited.
 *
 * In a page of another site the widget has a cookie of its own, kept by the browser for that site alone (CHIPS,
 * https://developer.mozilla.org/docs/Web/Privacy/Guides/Third-party_cookies/Partitioned_cookies): it tells one
 * browser's answers in one newspaper apart from others', and follows nobody anywhere. The ordinary cookie is never sent
 * there (SameSite=Lax), so the two never meet; where they did, the ordinary one would count.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { derivedKey } from './derive-key';
import { env } from './env';

const YEAR = 365 * 24 * 60 * 60;

function isSecure(): boolean {
	return env().ORIGIN.startsWith('https:');
}

/** Whether a browser brings an id, ours or not: then a page may be its own. */
export function bringsDevice(cookies: Cookies): boolean {
	return [deviceCookieName(), framedCookieName()].some((name) => cookies.get(name) !== undefined);
}

/** The prefix makes browsers refuse a cookie that another host or a plain connection set; it needs https. */
function deviceCookieName(): string {
	return isSecure() ? '__Host-device' : 'device';
}

function framedCookieName(): string {
	return isSecure() ? '__Host-framed-device' : 'framed-device';
}

/** What a request's cookies said, since a page asks for it several times. */
const read = new WeakMap<
	Cookies,
	{ own: string | undefined; framed: string | undefined; id: string | undefined }
>();

export function readDevice(cookies: Cookies): string | undefined {
	const [own, framed] = [cookies.get(deviceCookieName()), cookies.get(framedCookieName())];
	const before = read.get(cookies);
	if (before && before.own === own && before.framed === framed) return before.id;
	const id = checked(own) ?? checked(framed);
	read.set(cookies, { own, framed, id });
	return id;
}

function checked(value = ''): string | undefined {
	const [id = '', mac = ''] = value.split('.');
	if (!/^[\w-]{22}$/.test(id)) return undefined;
	const expected = sign(id);
	const given = Buffer.from(mac, 'base64url');
	return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
}

/** Gives the browser a new id. */
export function issueDevice(cookies: Cookies): string {
	const { id, value } = make();
	cookies.set(deviceCookieName(), value, {
		path: '/',
		httpOnly: true,
		secure: isSecure(),
		sameSite: 'lax',
		maxAge: YEAR,
	});
	return id;
}

/**
 * Gives the browser a new id for the page that the widget stands in. Browsers take it over https, and on a machine's own
 * plain http; one that takes none says so by coming back without it.
 */
export function issueFramedDevice(cookies: Cookies): void {
	cookies.set(framedCookieName(), make().value, {
		path: '/',
		httpOnly: true,
		secure: true,
		sameSite: 'none',
		partitioned: true,
		maxAge: YEAR,
	});
}

function make(): { id: string; value: string } {
	const id = randomBytes(16).toString('base64url');
	return { id, value: `${id}.${sign(id).toString('base64url')}` };
}

function sign(id: string): Buffer {
	return createHmac('sha256', derivedKey('device')).update(id).digest().subarray(0, 16);
}
