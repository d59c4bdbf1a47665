import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compress } from './compress';

const long = 'Hỏi Dân '.repeat(500);
const ask = (accept: string) => new Request('http://localhost/', { headers: { 'accept-encoding': accept } });
const answer = (type: string, body = long) =>
	new Response(body, { status: 201, headers: { 'content-type': type, etag: '"1"', vary: 'Cookie' } });

test('a long page is compressed, and its validator weakened', async () => {
	const response = await compress(ask('br, gzip;q=0.8'), answer('text/html; charset=utf-8'));
	expect(gunzipSync(await response.arrayBuffer()).toString()).toBe(long);
	expect(response.status).toBe(201);
	expect(Object.fromEntries(response.headers)).toMatchObject({
		'content-encoding': 'gzip',
		vary: 'Cookie, Accept-Encoding',
		etag: 'W/"1"',
	});
});

test.each([
	['a short one', 'gzip', 'text/html', 'short'],
	['for who refuses gzip', 'gzip;q=0', 'text/html', long],
	['for who does not know it', 'br', 'application/json', long],
	['an event stream', 'gzip', 'text/event-stream', long],
	['a font', 'gzip', 'font/woff2', long],
])('left as it is: %s', async (_, accept, type, body) => {
	const response = await compress(ask(accept), answer(type, body));
	expect(response.headers.has('content-encoding')).toBe(false);
	expect(await response.text()).toBe(body);
});
