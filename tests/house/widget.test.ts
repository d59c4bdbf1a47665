/** What an article reads: the widget's loader, the widget, its preview. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startApp } from '../support/app-process.ts';
import { sayPublished } from '../support/comments.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

const QUESTION = 'Đường "nào" </script><b>hỏng</b> & xấu?';

let database: TestDatabase;
let app: Awaited<ReturnType<typeof startApp>>;
let slug: string;

beforeAll(async () => {
	database = await freshDatabase();
	({ slug } = await makePoll(database.ownerUrl, { question: QUESTION }));
	app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await database?.drop();
});

const get = (address: string, headers: Record<string, string> = {}) =>
	fetch(`http://127.0.0.1:${app.port}${address}`, { headers, redirect: 'manual' });
const vote = (to: string) =>
	fetch(`http://127.0.0.1:${app.port}/api/v1/polls/${to}/votes`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"choices":[2]}',
	});
const read = async (address: string, headers?: Record<string, string>) =>
	(await get(address, headers)).text();

test('the loader is small, and hears only the frame that it made', async () => {
	const source = readFileSync(path.resolve(import.meta.dirname, '../../static/embed.js'), 'utf8');
	expect(Buffer.byteLength(source)).toBeLessThan(4_096);
	expect(source).toContain('event.origin !== home || event.source !== frame.contentWindow');
	const served = await get('/embed.js');
	expect(served.headers.get('content-type')).toMatch(/javascript/);
	expect(await served.text()).toBe(source);
});

/** As browsers say where they show a page. */
const IN_ARTICLE = { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site', 'accept-language': 'vi' };
const WITHIN = { origin: '', 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'same-origin' };

test('the widget speaks and looks as it is asked, and stands in pages of its own machine while that is tried out', async () => {
	const query = 'theme=dark&lang=en&accent=c8102e';
	const widget = await get(`/embed/polls/${slug}?${query}`, { 'accept-language': 'vi' });
	const policy = widget.headers.get('content-security-policy');
	expect(policy).toContain("frame-ancestors 'self' http://127.0.0.1:* http://localhost:*");
	expect(widget.headers.has('x-frame-options')).toBe(false);
	expect(widget.headers.getSetCookie().join()).not.toMatch(/(^|,)lang=/);
	const html = await widget.text();
	expect(html).toMatch(/<html lang="en" data-theme="dark"/);
	expect(html).toContain('Yes or no?');
	// A demonstration says so there, too.
	expect(html).toContain('This is a demonstration');
	expect(html).toContain(`action="?/vote&amp;${query.replaceAll('&', '&amp;')}"`);
	expect(html).toContain(`href="/embed/accent.css?accent=c8102e"`);
	expect((await get('/embed/accent.css?accent=c8102e')).headers.get('content-type')).toMatch(/^text\/css/);
	expect((await get('/embed/accent.css?accent=red')).status).toBe(422);
	expect(await read(`/embed/polls/${slug}?readonly=1`)).not.toContain('?/vote');
});

test('in an article the widget tells one browser by a cookie kept for that site, and by no other', async () => {
	const place = 'host=http%3A%2F%2F127.0.0.1%3A9&article=http%3A%2F%2F127.0.0.1%3A9%2Fbai';
	const html = await read(`/embed/polls/${slug}?${place}`, IN_ARTICLE);
	expect(html).toContain('data-host="http://127.0.0.1:9"');
	const action = /action="(\?\/vote[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&');
	expect(action).toContain('framed=1');
	const address = `http://127.0.0.1:${app.port}/embed/polls/${slug}${action}`;
	const answer = (headers: Record<string, string>, at = address) => {
		const from = { ...WITHIN, origin: app.origin, accept: 'text/html', ...headers };
		const body = new URLSearchParams({ choice: '1' });
		return fetch(at, { method: 'POST', headers: from, body, redirect: 'manual' });
	};
	const asked = await answer({});
	expect(asked.status).toBe(307);
	const [cookie = ''] = asked.headers.getSetCookie();
	expect(cookie).toMatch(
		/^framed-device=.*; Path=\/; HttpOnly; Secure; (Partitioned; SameSite=None|SameSite=None; Partitioned)/,
	);
	expect((await answer({}, address + '&asked=1')).status, 'a browser that brings nothing').toBe(403);

	const kept = { cookie: cookie.split(';')[0]! };
	expect(await (await answer(kept)).text()).toContain('class="outcome');
	// The cookie goes along with whatever the page around sends; what that page sends is refused.
	for (const site of ['cross-site', 'same-site']) {
		expect((await answer({ ...kept, 'sec-fetch-site': site })).status).toBe(403);
	}
	expect((await answer({ ...kept, 'sec-fetch-site': '', origin: 'http://127.0.0.1:9' })).status).toBe(403);
});

test('a tab that claims to be a frame is not believed, nor a place that is on no list', async () => {
	const place = 'framed=1&host=https%3A%2F%2Fla.example&article=https%3A%2F%2Fla.example%2Fbai';
	const html = await read(`/embed/polls/${slug}?${place}`, { ...IN_ARTICLE, 'sec-fetch-dest': 'document' });
	expect(html).not.toContain('data-host');
	expect(html).not.toContain('framed=1');
	expect(html).not.toContain('la.example');
	expect(await read(`/polls/${slug}?from=https%3A%2F%2Fla.example%2Fbai`)).not.toContain(
		'href="https://la.example',
	);
	const ours = await read(`/polls/${slug}?from=http%3A%2F%2F127.0.0.1%3A9%2Fbai`);
	expect(ours).toContain('href="http://127.0.0.1:9/bai"');
});

test('readers of one article share one rendering, and nobody gets what is of another place or browser', async () => {
	const address = `/embed/polls/${slug}?host=http%3A%2F%2F127.0.0.1%3A9&n=${Date.now()}`;
	const ask = async (headers: Record<string, string>, at = address) =>
		(await get(at, { ...IN_ARTICLE, ...headers })).headers.get('x-cache');
	// Each reader gets one of several orders; within a second some of them are alike.
	const seen = await Promise.all(Array.from({ length: 40 }, () => ask({})));
	expect(seen).toContain('hit');
	const plain = await read(address, { 'sec-fetch-dest': 'document' });
	expect(plain).not.toContain('framed=1');
	expect(await read(address, IN_ARTICLE)).toContain('framed=1');
	expect(await ask({ cookie: 'framed-device=x' })).toBeNull();
});

test('a preview image shows figures to nobody who has to wait for them', async () => {
	const { slug: hidden } = await makePoll(database.ownerUrl, {
		resultPolicy: 'after-vote',
		question: QUESTION,
	});
	const image = async (of: string) => {
		const response = await get(`/polls/${of}/preview.png?of=results&in=vi`);
		expect(response.status).toBe(200);
		return Buffer.from(await response.arrayBuffer());
	};
	const { slug: open } = await makePoll(database.ownerUrl, { question: QUESTION });
	for (const [poll, changes] of [
		[hidden, false],
		[open, true],
	] as const) {
		const before = await image(poll);
		expect((await vote(poll)).status).toBe(201);
		expect((await image(poll)).equals(before), poll).toBe(!changes);
	}
	expect((await get('/polls/khong-co/preview.png')).status).toBe(404);
	expect((await get(`/polls/${slug}/preview.png?in=en`)).headers.getSetCookie()).toEqual([]);
	const html = await read(`/polls/${slug}/results`);
	expect(html).toContain(
		`property="og:image" content="${app.origin}/polls/${slug}/preview.png?of=results&amp;in=vi"`,
	);
	for (const part of ['width" content="1200', 'height" content="630', 'alt" content="Kết quả']) {
		expect(html).toContain(`property="og:image:${part}`);
	}
});

test('all that an article loads for a poll, with results and comments, weighs less than 20 kB and is there', async () => {
	const said = ['Nên sửa đường trước.', 'Đèn đường hỏng từ tháng trước.', 'Cảm ơn xã đã hỏi ý kiến.'];
	const db = openDb(openPool(database.appUrl, 2));
	await sayPublished(db, { kind: 'poll', slug }, said);
	await db.destroy();
	expect((await vote(slug)).status).toBe(201);
	const html = await read(`/embed/polls/${slug}?comments=1&accent=c8102e`, IN_ARTICLE);
	const parts = [...html.matchAll(/<(?:link|script)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>/g)]
		.filter(([tag]) => /rel="(stylesheet|modulepreload|preload)"|^<script/.test(tag))
		.map(
			([, address]) =>
				new URL(address!.replaceAll('&amp;', '&'), `${app.origin}/embed/polls/${slug}`).pathname +
				new URL(address!.replaceAll('&amp;', '&'), app.origin).search,
		);
	expect(parts.filter((address) => address.endsWith('.js'))).toHaveLength(1);
	const weighed = (text: string) => gzipSync(text, { level: 9 }).length;
	for (const shown of [...said, 'class="bars']) expect(html).toContain(shown);
	let weight = weighed(html) + weighed(await read('/embed.js'));
	for (const address of parts) {
		const response = await get(address);
		expect(response.status, address).toBe(200);
		const text = await response.text();
		// A font may be named there, as long as nothing of the widget is set in it: a browser then loads none (bench, weight).
		weight += weighed(text);
	}
	expect(weight, `${weight} bytes`).toBeLessThan(20_000);
	expect(weight, 'the parts are found').toBeGreaterThan(5_000);
});
