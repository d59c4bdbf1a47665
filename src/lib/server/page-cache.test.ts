import { expect, test } from 'vitest';
import { cachedPage } from './page-cache';

const request = new Request('http://localhost/');
let made = 0;
const page = (headers: Record<string, string> = {}, status = 200) =>
	Promise.resolve(new Response(`<p>${++made}</p>`, { status, headers }));

const readTwice = async (key: string, render: () => Promise<Response>) => [
	await (await cachedPage(key, request, render)).text(),
	await (await cachedPage(key, request, render)).text(),
];

test('readers of the same plain page share it', async () => {
	const [first, second] = await readTwice('plain', () => page());
	expect(second).toBe(first);
});

test.each([
	['gives somebody a cookie', () => page({ 'set-cookie': 'device=theirs' })],
	['is no success', () => page({}, 404)],
])('a page that %s is shared with nobody', async (what, render) => {
	const [first, second] = await readTwice(what, render);
	expect(second).not.toBe(first);
});

test('many who come at once meet one rendering, and each gets the whole page', async () => {
	const before = made;
	const all = await Promise.all(Array.from({ length: 20 }, () => cachedPage('crowd', request, () => page())));
	const texts = await Promise.all(all.map((response) => response.text()));
	expect(new Set(texts).size).toBe(1);
	expect(made).toBe(before + 1);
});

test('a nonce, which may be used once, is replaced by the digest of what it allowed', async () => {
	const html = '<script nonce="abc">go()</script>';
	const render = () =>
		Promise.resolve(
			new Response(html, { headers: { 'content-security-policy': "script-src 'self' 'nonce-abc'" } }),
		);
	const response = await cachedPage('nonce', request, render);
	expect(await response.text()).toBe('<script>go()</script>');
	expect(response.headers.get('content-security-policy')).toMatch(/^script-src 'self' 'sha256-[^']+'$/);
	expect(response.headers.get('cache-control')).toBe('private, no-cache');
});
