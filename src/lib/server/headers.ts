/** Headers beside the CSP, which svelte.config.js sets since only Kit knows the nonces. */
import { env } from './env';

const HEADERS: [string, string][] = [
	['x-content-type-options', 'nosniff'],
	['referrer-policy', 'strict-origin-when-cross-origin'],
	['cross-origin-opener-policy', 'same-origin'],
	['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'],
];

export function setSecurityHeaders(headers: Headers, pathname: string): void {
	for (const [name, value] of HEADERS) headers.set(name, value);
	if (env().ORIGIN.startsWith('https:')) {
		headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
	}
	// Only the widget may stand in another page, and in somebody else's over https (or in a local trial).
	if (pathname.startsWith('/embed/')) {
		const csp = headers.get('content-security-policy');
		if (csp)
			headers.set(
				'content-security-policy',
				csp.replace("frame-ancestors 'none'", "frame-ancestors 'self' https: http://localhost:*"),
			);
	} else {
		headers.set('x-frame-options', 'DENY');
	}
	if (!headers.has('content-security-policy')) {
		headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
	}
}
