/** What other sites and machines read: the widget's loader, oEmbed, the feed, the site map, the heads of pages. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oembedSchema } from '../../src/lib/embed/oembed.schema.ts';
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
	await makePoll(database.ownerUrl, { slug: 'chua-mo', opensAt: '1 hour', closesAt: '2 hours' });
	await makePoll(database.ownerUrl, { slug: 'ban-nhap', state: 'draft' });
	const owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	await owner.query(
		`WITH t AS (INSERT INTO topic (slug, published_at, unpublished_at) VALUES ('dang-dang', now(), null), ('da-go', now(), now()) RETURNING id)
		INSERT INTO topic_text (topic_id, lang, title, summary, body) SELECT id, 'vi', 'Chợ <mới>', 'Tóm tắt', 'x' FROM t`,
	);
	await owner.end();
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

test('oEmbed describes a poll of ours, and nothing else', async () => {
	const ask = (url: string, more = '') => get(`/api/v1/oembed?url=${encodeURIComponent(url)}${more}`);
	const described = await ask(`${app.origin}/polls/${slug}`, '&maxwidth=320');
	const body = oembedSchema.parse(await described.json());
	expect(body).toMatchObject({ title: QUESTION, width: 320 });
	expect(body.html).toContain(`src="${app.origin}/embed/polls/${slug}"`);
	expect(body.html).not.toContain('<b>');
	for (const [url, more, status] of [
		['https://elsewhere.example/polls/x', '', 404],
		[`${app.origin}/polls/khong-co`, '', 404],
		[`${app.origin}/polls/ban-nhap`, '', 404],
		[`${app.origin}/polls/${slug}`, '&format=xml', 501],
	] as const) {
		expect((await ask(url, more)).status, url + more).toBe(status);
	}
	expect((await get('/api/v1/oembed')).status).toBe(422);
});

test('the page of a poll says what it is, without letting the question out', async () => {
	const html = await read(`/polls/${slug}`);
	expect(html).toContain(`<link rel="canonical" href="${app.origin}/polls/${slug}"`);
	expect(html).toContain(`hreflang="en" href="${app.origin}/polls/${slug}?lang=en"`);
	expect(html).toContain('type="application/json+oembed"');
	const facts = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
	expect(JSON.parse(facts)).toMatchObject({ '@type': 'Question', name: QUESTION });
	expect(html).not.toContain('<b>hỏng</b>');
});

test('a link in one language opens in it, and goes on in it', async () => {
	const page = await get(`/polls/${slug}?lang=en`, { 'accept-language': 'vi' });
	expect(page.headers.getSetCookie().join()).toMatch(/(^|,)lang=en/);
	expect(await page.text()).toContain('<html lang="en"');
});

test('the feed and the site map hold what is out, and nothing that is not', async () => {
	for (const address of ['/feed.xml', '/sitemap.xml']) {
		const text = await read(address);
		expect(text).toContain(`/polls/${slug}`);
		expect(text).toContain('/topics/dang-dang');
		for (const hidden of ['chua-mo', 'ban-nhap', 'da-go', '<b>', '<mới>']) expect(text).not.toContain(hidden);
	}
	expect((await get('/feed.xml')).headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
	expect(await read('/robots.txt')).toContain(`Sitemap: ${app.origin}/sitemap.xml`);
});

test('a topic has a feed of its own, and results have theirs once a poll has closed', async () => {
	const owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	const closed = await makePoll(database.ownerUrl, { slug: 'da-dong', question: 'Đóng rồi?' });
	await owner.query(`UPDATE poll SET closes_at = clock_timestamp() WHERE id = $1`, [closed.id]);
	await owner.query(`UPDATE poll SET state = 'archived' WHERE id = $1`, [closed.id]);
	await owner.end();
	const topic = await get('/topics/dang-dang/feed.xml');
	expect(topic.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
	expect(await topic.text()).toContain(
		`<link rel="self" type="application/atom+xml" href="${app.origin}/topics/dang-dang/feed.xml"/>`,
	);
	expect((await get('/topics/da-go/feed.xml')).status).toBe(404);
	const results = await read('/results.xml');
	expect(results).toContain(`<id>urn:uuid:${closed.id}#results</id>`);
	expect(results).toContain(`href="${app.origin}/polls/da-dong/results"`);
	// Still open: its results may change.
	expect(results).not.toContain(slug);
	expect(await read('/topics/dang-dang')).toContain('href="/topics/dang-dang/feed.xml"');
});

test('a topic says who wrote it and when, for machines and for people', async () => {
	const html = await read('/topics/dang-dang');
	const facts = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
	expect(JSON.parse(facts)).toMatchObject({
		...{ '@type': 'Article', headline: 'Chợ <mới>', inLanguage: 'vi' },
		author: { '@type': 'Organization' },
	});
	expect(html).toContain(`<link rel="canonical" href="${app.origin}/topics/dang-dang"`);
	expect(await read('/topics')).toContain('href="/topics/dang-dang"');
	expect(await read('/topics')).not.toContain('da-go');
	// Data needs no leave to run; the policy stays as strict as it was.
	const policy = (await get('/topics/dang-dang')).headers.get('content-security-policy') ?? '';
	expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});
