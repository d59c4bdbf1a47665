import { expect, test } from 'vitest';
import { isHosted, readHost, trialHosts } from './host-list';

test.each([
	['https://bao.example', 'https://bao.example'],
	[' https://Bao.Example/ ', 'https://bao.example'],
	['https://bao.example:8443', 'https://bao.example:8443'],
	['https://bao.example:443', 'https://bao.example'],
	['https://*.bao.example', 'https://*.bao.example'],
	['https://báo.vn', 'https://xn--bo-mia.vn'],
	['http://bao.example', undefined],
	['https://bao.example/trang', undefined],
	['https://nguoi@bao.example', undefined],
	['https://*', undefined],
	['https://*.vn', undefined],
	['https://a.*.vn', undefined],
	["https://bao.example; script-src 'unsafe-inline'", undefined],
	['https://bao.example https://khac.example', undefined],
	['bao.example', undefined],
	['javascript:alert(1)', undefined],
	['', undefined],
])('%j is read as %j', (text, host) => {
	expect(readHost(text)).toBe(host);
});

test.each([
	['https://bao.example', true],
	['https://bao.example:8443', false],
	['http://bao.example', false],
	['https://www.tin.example', true],
	['https://a.b.tin.example', true],
	['https://tin.example', false],
	['https://xtin.example', false],
	['http://localhost:5000', true],
	['https://localhost:5000', false],
	['http://localhost.example:5000', false],
	['null', false],
	['', false],
])('%j stands on the list: %j', (origin, listed) => {
	const hosts = ['https://bao.example', 'https://*.tin.example', 'http://localhost:*'];
	expect(isHosted(origin, hosts)).toBe(listed);
});

test('only a trial on one machine lets pages of that machine in', () => {
	expect(trialHosts('http://localhost:3000')).toEqual(['http://localhost:*', 'http://127.0.0.1:*']);
	expect(trialHosts('https://hoidan.example')).toEqual([]);
	expect(trialHosts('http://hoidan.example')).toEqual([]);
});
