/**
 * In which pages the widget may stand: an allow-list, written as Content-Security-Policy writes sources (CSP Level 3,
 * 2.3.1), so that the header and our own checks read the same text. docs/decisions/0038 says why nobody else may.
 */

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^https://(\\*\\.)?((?:${LABEL}\\.)+${LABEL})(:\\d{1,5})?$`);
const LOOPBACK = ['localhost', '127.0.0.1'];

/** @returns the origin as browsers write it (IDNA, no slash, no default port); undefined for what is none over https */
export function readHost(text: string): string | undefined {
	const given = text.trim();
	// A star is no letter of a name for URL, but stands at the front of many names here.
	const starred = /^https:\/\/\*\./.test(given);
	const plain = starred ? given.replace('*.', '') : given;
	if (!URL.canParse(plain)) return undefined;
	const url = new URL(plain);
	if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) return undefined;
	const host = starred ? url.origin.replace('https://', 'https://*.') : url.origin;
	return HOST.test(host) ? host : undefined;
}

/** A platform that itself runs on a machine's own address is being tried out, by pages of the same machine. */
export function trialHosts(ownOrigin: string): string[] {
	const { protocol, hostname } = new URL(ownOrigin);
	if (protocol !== 'http:' || !LOOPBACK.includes(hostname)) return [];
	return LOOPBACK.map((name) => `http://${name}:*`);
}

export function isHosted(origin: string, hosts: readonly string[]): boolean {
	if (!URL.canParse(origin)) return false;
	const url = new URL(origin);
	return hosts.some((host) => {
		if (host.endsWith(':*')) return `${url.protocol}//${url.hostname}` === host.slice(0, -2);
		if (!host.startsWith('https://*.')) return url.origin === host;
		return url.protocol === 'https:' && url.host.endsWith(host.slice('https://*'.length));
	});
}
