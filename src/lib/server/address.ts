/** What counts as one address when requests are limited. */
import { isIP, type BlockList } from 'node:net';
import { blockList, env } from './env';

/**
 * IPv4: the whole address, since mobile carriers put thousands of people behind each, and a /24 would add them up.
 * IPv6: the /56 that a household commonly gets (RFC 6177), since its members choose the rest freely.
 * What is no address at all shares one range, so that a made-up header can't buy a fresh one.
 */
export function addressRange(ip: string): string {
	const address = unmap(ip);
	const family = isIP(address);
	if (family === 0) return 'unknown';
	if (family === 4) return address;
	const [a, b, c, d = 0] = groups(address);
	return `${[a, b, c, d & 0xff00].map((group = 0) => group.toString(16)).join(':')}::/56`;
}

let exempt: BlockList | undefined;

/** Whether RATE_LIMIT_EXEMPT names it: monitoring, a school's proxy, the tests. */
export function isExempt(ip: string): boolean {
	const exempted = env().RATE_LIMIT_EXEMPT;
	if (exempted.length === 0) return false;
	exempt ??= blockList(exempted);
	const address = unmap(ip);
	const family = isIP(address);
	return family !== 0 && exempt.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** A socket that listens on both families shows IPv4 callers as ::ffff:192.0.2.1 (RFC 4291, 2.5.5.2). */
function unmap(ip: string): string {
	const address = ip.trim().replace(/%.*$/, '');
	if (isIP(address) !== 6) return address;
	const all = groups(address);
	const [high = 0, low = 0] = all.slice(6);
	const isMapped = all[5] === 0xffff && all.slice(0, 5).every((group) => group === 0);
	return isMapped ? [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.') : address;
}

/** @param address a valid IPv6 address; gives its eight groups */
function groups(address: string): number[] {
	const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
		const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
		return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
	});
	const [head = [], tail] = hex.split('::').map((part) => (part === '' ? [] : part.split(':')));
	const left = tail ? Array<string>(8 - head.length - tail.length).fill('0') : [];
	return [...head, ...left, ...(tail ?? [])].map((group) => parseInt(group, 16));
}
