/** Headers beside the CSP, which svelte.config.js sets since only Kit knows the nonces. */
import { env } from './env';

const HEADERS: [string, string][] = [
	['x-content-type-options', 'nosniff'],
	['referrer-policy', 'strict-origin-when-cross-origin'],
	['cross-origin-opener-policy', 'same-origin'],
	['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'],
];

/** @param framedBy for a page that may stand in others: their origins, beside our own */
export function setSecurityHeaders(headers: Headers, framedBy?: readonly string[]): void {
	for (const [name, value] of HEADERS) headers.set(name, value);
	if (env().ORIGIN.startsWith('https:')) {
		headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
	}
	if (framedBy) {
		const csp = headers.get('content-security-policy');
		const ancestors = ["frame-ancestors 'self'", ...framedBy].join(' ');
		if (csp) headers.set('content-security-policy', csp.replace("frame-ancestors 'none'", ancestors));
	} else {
		headers.set('x-frame-options', 'DENY');
	}
	if (!headers.has('content-security-policy')) {
		headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
	}
}
