/** What other sites and machines read: the widget's loader, oEmbed, the feed, the site map, the heads of pages. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oembedSchema } from '../../src/lib/polls/oembed.schema.ts';
import { startApp } from '../support/app-process.ts';
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
const read = async (address: string, headers?: Record<string, string>) =>
	(await get(address, headers)).text();

test('the loader is small, and hears only the frame that it made', async () => {
	const source = readFileSync(path.resolve(import.meta.dirname, '../../static/embed.js'), 'utf8');
	expect(Buffer.byteLength(source)).toBeLessThan(4_096);
	expect(source).toContain('event.origin !== origin || event.source !== frame.contentWindow');
	const served = await get('/embed.js');
	expect(served.headers.get('content-type')).toMatch(/javascript/);
	expect(await served.text()).toBe(source);
});

test('the widget speaks and looks as it is asked, and may stand in pages of others', async () => {
	const widget = await get(`/embed/polls/${slug}?theme=dark&lang=en`, { 'accept-language': 'vi' });
	expect(widget.headers.get('content-security-policy')).toContain("frame-ancestors 'self' https:");
	expect(widget.headers.has('x-frame-options')).toBe(false);
	expect(widget.headers.getSetCookie().join()).not.toMatch(/(^|,)lang=/);
	const html = await widget.text();
	expect(html).toMatch(/<html lang="en" data-theme="dark"/);
	expect(html).toContain('Yes or no?');
	expect(html).toContain('action="?/vote&amp;theme=dark&amp;lang=en"');
	expect(await read(`/embed/polls/${slug}?readonly=1`)).not.toContain('?/vote');
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
