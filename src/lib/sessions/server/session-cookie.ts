/** The session cookie: `id.secret`. It lives as long as the browser keeps it; how long it counts, the database says. */
import type { Cookies } from '@sveltejs/kit';
import { env } from '../../server/env';

const THIRTY_DAYS = 30 * 24 * 60 * 60;

function isSecure(): boolean {
	return env().ORIGIN.startsWith('https:');
}

/** The prefix makes browsers refuse a cookie that another host or a plain connection set; it needs https. */
export function sessionCookieName(): string {
	return isSecure() ? '__Host-s' : 's';
}

export function setSessionCookie(cookies: Cookies, token: string): void {
	cookies.set(sessionCookieName(), token, {
		path: '/',
		httpOnly: true,
		secure: isSecure(),
		sameSite: 'lax',
		maxAge: THIRTY_DAYS,
	});
}

export function clearSessionCookie(cookies: Cookies): void {
	cookies.delete(sessionCookieName(), { path: '/', secure: isSecure() });
}
