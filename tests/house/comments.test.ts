/** Comments from outside: what an integrator may rely on, and what somebody hostile may send. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SORTS } from '../../src/lib/comments/comment';
import { openCommentApi, type CommentApi, type Listed } from '../support/comment-api.ts';

let http: CommentApi;
beforeAll(async () => {
	http = await openCommentApi();
});
afterAll(() => http?.close());

test('a comment waits with 202, appears with 201 where it may, and is read from any site', async () => {
	const { post } = await http.writer();
	await http.setMode('before');
	const held = await post({ body: 'Chờ một chút' });
	expect(held.status).toBe(202);
	expect(await held.json()).toMatchObject({ state: 'held' });
	await http.setMode('after');
	const shown = await post({ body: 'Hiện ngay' });
	expect(shown.status).toBe(201);
	const { id } = (await shown.json()) as { id: string };
	const reply = await (await http.writer()).post({ body: 'Tôi cũng thấy thế', parent: id });
	expect(reply.status).toBe(201);
	const read = await fetch(http.api);
	expect(read.headers.get('access-control-allow-origin')).toBe('*');
	expect(read.headers.get('etag')).toBeTruthy();
	const { comments } = (await read.json()) as Listed;
	expect(comments.find((one) => one.id === id)).toMatchObject({
		body: 'Hiện ngay',
		author: 'Người viết',
		replies: [{ body: 'Tôi cũng thấy thế' }],
	});
	const moved = await fetch(`${http.app.origin}/comments/${id}`, { redirect: 'manual' });
	expect(moved.headers.get('location')).toBe(`/topics/${http.slug}?comment=${id}#c-${id}`);
});

test('each refusal has its status and code, and stores nothing', async () => {
	const { post } = await http.writer();
	const nameless = await http.writer({ known: false, displayName: null });
	await http.setMode('after');
	const before = await http.db.selectFrom('comment').select('id').execute();
	const cases: [Response, number, string][] = [
		[
			await fetch(http.api, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: http.app.origin },
				body: '{"body":"a"}',
			}),
			401,
			'sign-in-required',
		],
		[await post({ body: 'a' }, { origin: 'https://evil.example' }), 403, 'cross-site'],
		[await post({ body: '   \u200b ' }), 422, 'empty'],
		[await post({ body: 'a'.repeat(2_001) }), 422, 'too-long'],
		[await post({ body: 'địt mẹ chúng mày' }), 422, 'banned-word'],
		[await post({ body: 1 }), 422, 'invalid-comment'],
		[await post({ body: 'a', parent: randomUUID() }), 409, 'parent-gone'],
		[await post({ body: 'a', extra: true }), 422, 'invalid-comment'],
		[await post('{'), 422, 'invalid-comment'],
		[await post({ body: 'x'.repeat(100_000) }), 413, 'too-large'],
		[await post('body=a', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'not-json'],
		[await nameless.post({ body: 'Tôi không tên' }), 409, 'name-required'],
		[await fetch(`${http.api}?sort=best`), 422, 'invalid-query'],
		[await fetch(`${http.api}?cursor=1_2`), 422, 'invalid-query'],
		[await fetch(http.api.replace(http.slug, 'khong-co')), 404, 'not-found'],
	];
	for (const [response, status, code] of cases) {
		expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
	}
	expect(await http.db.selectFrom('comment').select('id').execute()).toHaveLength(before.length);
});

test.each(SORTS)('a cursor that somebody made up is no failure in the order %s', async (sort) => {
	for (const key of ['99999999999999999', '-99999999999999999', '0']) {
		const cursor = `${key}_${randomUUID()}_99999999999999999`;
		const response = await fetch(`${http.api}?sort=${sort}&cursor=${cursor}`);
		expect(response.status, `${key}`).toBe(200);
	}
});

test('hostile text is text: on the page, in the API, and it stays what was written', async () => {
	await http.setMode('after');
	const { post } = await http.writer();
	const hostile = [
		'<script>alert(1)</script> <img src=x onerror=alert(1)>',
		'[x](javascript:alert(1)) javascript:alert(1)',
		'\u202eđảo ngược\u2066 {{7*7}} ${7*7} %3Cscript%3E',
	];
	for (const body of hostile) expect((await post({ body })).status).toBeLessThan(203);
	const page = await (await fetch(`${http.app.origin}/topics/${http.slug}?sort=newest`)).text();
	expect(page).not.toContain('<script>alert(1)');
	expect(page).not.toContain('<img src=x');
	expect(page).not.toMatch(/href="javascript:/);
	expect(page).not.toContain('\u202e');
	const { comments } = await http.list();
	expect(comments.map(({ body }) => body)).toContain(hostile[0]);
	expect(comments.map(({ body }) => body)).toContain('đảo ngược {{7*7}} ${7*7} %3Cscript%3E');
});

test('Vietnamese typed in pieces is stored composed', async () => {
	await http.setMode('after');
	const { post } = await http.writer();
	await post({ body: 'Đường xá xuống cấp'.normalize('NFD') });
	expect((await http.list()).comments[0]!.body).toBe('Đường xá xuống cấp');
});

test('an open page is told at once when a comment is published', async () => {
	await http.setMode('after');
	const { post } = await http.writer();
	const stream = await fetch(`${http.api}/live`);
	expect(stream.headers.get('content-type')).toContain('text/event-stream');
	const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
	let seen = '';
	const next = async (): Promise<number> => {
		for (;;) {
			const found = /data: (\{.*\})\n\n/.exec(seen);
			if (found) {
				seen = seen.slice(found.index + found[0].length);
				return (JSON.parse(found[1]!) as { total: number }).total;
			}
			const { value, done } = await reader.read();
			if (done) throw new Error('the stream ended');
			seen += value;
		}
	};
	const before = await next();
	await post({ body: 'Tin mới' });
	let total = before;
	// Word of what came before may still be on its way.
	while (total === before) total = await next();
	expect(total).toBe(before + 1);
	await reader.cancel();
});
