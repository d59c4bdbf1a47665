import { expect, test } from 'vitest';
import { isSameOriginWrite } from './same-origin';

const ours = 'https://hoidan.example.vn';

test.each<[what: string, headers: Record<string, string>, allowed: boolean]>([
	['a page of ours', { 'sec-fetch-site': 'same-origin', origin: ours, cookie: 'device=a' }, true],
	['an address typed by the reader', { 'sec-fetch-site': 'none' }, true],
	['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
	['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: ours }, false],
	['a sister host', { 'sec-fetch-site': 'same-site', origin: 'https://a.example.vn' }, false],
	['an older browser on our page', { origin: ours, cookie: 'device=a' }, true],
	['an older browser on another page', { origin: 'https://evil.example', cookie: 'device=a' }, false],
	['another page without a cookie', { origin: 'https://evil.example' }, false],
	['our host on another port', { origin: `${ours}:8443` }, false],
	['our host without encryption', { origin: 'http://hoidan.example.vn' }, false],
	['an origin that begins like ours', { origin: `${ours}.evil.example` }, false],
	['a sandboxed frame', { origin: 'null' }, false],
	['a program without a cookie', {}, true],
	['a program with a cookie', { cookie: 'device=a' }, false],
])('%s: %j may write: %s', (_, headers, allowed) => {
	const request = new Request(ours, { method: 'POST' });
	// The constructor would drop these as forbidden.
	Object.defineProperty(request, 'headers', { value: new Headers(headers) });
	expect(isSameOriginWrite(request, ours)).toBe(allowed);
});
