/** What other sites and machines read: oEmbed, the feed, the site map, the heads of pages. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oembedSchema } from '../../src/lib/embed/oembed.schema.ts';
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
