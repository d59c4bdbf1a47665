/** Comments from outside: what an integrator may rely on, and what somebody hostile may send. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SORTS } from '../../src/lib/comments/comment';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { browserOf } from '../support/account.ts';
import { startApp } from '../support/app-process.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { makeTopic } from '../support/comments.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let db: Db;
let app: Awaited<ReturnType<typeof startApp>>;
let slug: string;
let api: string;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 4));
	app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	({ slug } = await makeTopic(database));
	api = `${app.origin}/api/v1/topics/${slug}/comments`;
});
afterAll(async () => {
	await app.stop();
	await db.destroy();
	await database.drop();
});

/** Nowhere else, and nothing that reads like a number of somebody's. */
const letters = () => randomUUID().replace(/[\d-]/g, (sign) => 'ghijklmnopq'.charAt(Number(sign) || 10));

/** Somebody with a name; by default one whose texts are shown at once. */
async function writer({ known = true, displayName = 'Người viết' as string | null } = {}) {
	const personId = await makeCitizen(db, { ...(displayName ? { displayName } : {}) });
	const cookie = `s=${await makeSession(db, personId)}`;
	const post = (body: unknown, headers: Record<string, string> = {}) =>
		fetch(api, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: app.origin, cookie, ...headers },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
	if (known) {
		const first = (await (await post({ body: `Lời đầu ${letters()}` })).json()) as { id: string };
		await db
			.updateTable('comment')
			.set({ state: 'published', publishedAt: new Date() })
			.where('id', '=', first.id)
			.execute();
	}
	return { personId, post };
}

async function setMode(mode: 'before' | 'after') {
	await db
		.updateTable('thread')
		.set({ mode })
		.where('topicId', '=', (eb) => eb.selectFrom('topic').select('id').where('slug', '=', slug))
		.execute();
}

interface Listed {
	comments: { id: string; body: string; author: string; replies: { body: string }[] }[];
	next: string | null;
	total: number;
}
const list = async (query = ''): Promise<Listed> => (await fetch(`${api}${query}`)).json() as Promise<Listed>;

test('a comment waits with 202, appears with 201 where it may, and is read from any site', async () => {
	const { post } = await writer();
	await setMode('before');
	const held = await post({ body: 'Chờ một chút' });
	expect(held.status).toBe(202);
	expect(await held.json()).toMatchObject({ state: 'held' });
	await setMode('after');
	const shown = await post({ body: 'Hiện ngay' });
	expect(shown.status).toBe(201);
	const { id } = (await shown.json()) as { id: string };
	const reply = await (await writer()).post({ body: 'Tôi cũng thấy thế', parent: id });
	expect(reply.status).toBe(201);
	const read = await fetch(api);
	expect(read.headers.get('access-control-allow-origin')).toBe('*');
	expect(read.headers.get('etag')).toBeTruthy();
	const { comments } = (await read.json()) as Listed;
	expect(comments.find((one) => one.id === id)).toMatchObject({
		body: 'Hiện ngay',
		author: 'Người viết',
		replies: [{ body: 'Tôi cũng thấy thế' }],
	});
	const moved = await fetch(`${app.origin}/comments/${id}`, { redirect: 'manual' });
	expect(moved.headers.get('location')).toBe(`/topics/${slug}?comment=${id}#c-${id}`);
});

test('each refusal has its status and code, and stores nothing', async () => {
	const { post } = await writer();
	const nameless = await writer({ known: false, displayName: null });
	await setMode('after');
	const before = await db.selectFrom('comment').select('id').execute();
	const cases: [Response, number, string][] = [
		[
			await fetch(api, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: app.origin },
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
		[await fetch(`${api}?sort=best`), 422, 'invalid-query'],
		[await fetch(`${api}?cursor=1_2`), 422, 'invalid-query'],
		[await fetch(api.replace(slug, 'khong-co')), 404, 'not-found'],
	];
	for (const [response, status, code] of cases) {
		expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
	}
	expect(await db.selectFrom('comment').select('id').execute()).toHaveLength(before.length);
});

test.each(SORTS)('a cursor that somebody made up is no failure in the order %s', async (sort) => {
	for (const key of ['99999999999999999', '-99999999999999999', '0']) {
		const cursor = `${key}_${randomUUID()}_99999999999999999`;
		const response = await fetch(`${api}?sort=${sort}&cursor=${cursor}`);
		expect(response.status, `${key}`).toBe(200);
	}
});

test('hostile text is text: on the page, in the API, and it stays what was written', async () => {
	await setMode('after');
	const { post } = await writer();
	const hostile = [
		'<script>alert(1)</script> <img src=x onerror=alert(1)>',
		'[x](javascript:alert(1)) javascript:alert(1)',
		'\u202eđảo ngược\u2066 {{7*7}} ${7*7} %3Cscript%3E',
	];
	for (const body of hostile) expect((await post({ body })).status).toBeLessThan(203);
	const page = await (await fetch(`${app.origin}/topics/${slug}?sort=newest`)).text();
	expect(page).not.toContain('<script>alert(1)');
	expect(page).not.toContain('<img src=x');
	expect(page).not.toMatch(/href="javascript:/);
	expect(page).not.toContain('\u202e');
	const { comments } = await list();
	expect(comments.map(({ body }) => body)).toContain(hostile[0]);
	expect(comments.map(({ body }) => body)).toContain('đảo ngược {{7*7}} ${7*7} %3Cscript%3E');
});

test('personal data are sent by nobody who was not asked: when writing, changing and sending again', async () => {
	await setMode('after');
	const { personId, post } = await writer();
	const mark = letters();
	const body = `Gọi tôi số 0912 345 678 ${mark}`;
	const covered = `Gọi tôi số […] ${mark}`;
	const asked = await post({ body });
	expect([asked.status, await asked.json()]).toEqual([
		422,
		expect.objectContaining({ code: 'personal-data', masked: covered, choices: ['mask', 'keep'] }),
	]);
	expect((await post({ body, personal: 'both' })).status).toBe(422);
	const sent = await post({ body, personal: 'mask' });
	expect(sent.status).toBe(201);
	const { id } = (await sent.json()) as { id: string };
	expect((await list()).comments[0]).toMatchObject({ id, body: covered });
	const kept = await post({ body, personal: 'keep' });
	expect([kept.status, await kept.json()]).toEqual([202, expect.objectContaining({ state: 'held' })]);

	const browser = await browserOf(db, app.origin, personId);
	const textNow = async () => {
		const revision = db.selectFrom('commentRevision').select('body').where('commentId', '=', id);
		return (await revision.orderBy('revision', 'desc').limit(1).executeTakeFirstOrThrow()).body;
	};
	/** @returns the page that answers */
	const revise = async (revision: number, form: Record<string, string>) => {
		const response = await browser.ask(`${app.origin}/account/comments?/revise`, {
			method: 'POST',
			headers: { accept: 'text/html' },
			body: new URLSearchParams({ comment: id, revision: String(revision), ...form }),
		});
		return { status: response.status, page: await response.text() };
	};
	const changed = `Nay là 0987.654.321 ${mark}`;
	const offered = await revise(1, { body: changed });
	expect(offered.status).toBe(422);
	expect(offered.page).toContain(`Nay là […] ${mark}`);
	expect(offered.page).toContain(changed);
	expect(await textNow()).toBe(covered);
	expect((await revise(1, { body: changed, personal: 'mask' })).status).toBe(200);
	expect(await textNow()).toBe(`Nay là […] ${mark}`);

	await db
		.updateTable('comment')
		.set({ state: 'rejected', publishedAt: null })
		.where('id', '=', id)
		.execute();
	const again = `Viết cho an@xa.vn ${mark}`;
	expect((await revise(2, { body: again })).status).toBe(422);
	expect(await textNow()).toBe(`Nay là […] ${mark}`);
	expect((await revise(2, { body: again, personal: 'keep' })).status).toBe(200);
	expect(await textNow()).toBe(again);
});

test('Vietnamese typed in pieces is stored composed', async () => {
	await setMode('after');
	const { post } = await writer();
	await post({ body: 'Đường xá xuống cấp'.normalize('NFD') });
	expect((await list()).comments[0]!.body).toBe('Đường xá xuống cấp');
});

test('an open page is told at once when a comment is published', async () => {
	await setMode('after');
	const { post } = await writer();
	const stream = await fetch(`${api}/live`);
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

test('what a stranger types is refused before they sign in where it must be, and otherwise waits for them', async () => {
	const write = (body: string) =>
		fetch(`${app.origin}/topics/${slug}?/comment`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: app.origin, accept: 'text/html' },
			body: new URLSearchParams({ body }),
		});
	const long = `Dài quá ${'a'.repeat(3_500)}`;
	const refused = await write(long);
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain(long);
	expect((await write('  ')).status).toBe(422);

	const kept = await write('Tôi viết trước khi đăng nhập');
	expect(kept.status).toBe(303);
	expect(kept.headers.get('location')).toMatch(/^\/sign-in\?next=/);
	const [cookie] = kept.headers.getSetCookie();
	expect(cookie).toMatch(/HttpOnly/i);
	const read = (headers: Record<string, string>) =>
		fetch(`${app.origin}/topics/${slug}`, { headers }).then((response) => response.text());
	expect(await read({ cookie: cookie!.split(';')[0]! })).toContain('Tôi viết trước khi đăng nhập');
	expect(await read({})).not.toContain('Tôi viết trước khi đăng nhập');
});
