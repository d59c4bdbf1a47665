/** What becomes of words before they are sent: of personal data in them, and of those of somebody who has not signed in yet. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserOf } from '../support/account.ts';
import { letters, openCommentApi, type CommentApi } from '../support/comment-api.ts';

let http: CommentApi;
beforeAll(async () => {
	http = await openCommentApi();
});
afterAll(() => http?.close());

test('personal data are sent by nobody who was not asked: when writing, changing and sending again', async () => {
	await http.setMode('after');
	const { personId, post } = await http.writer();
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
	expect((await http.list()).comments[0]).toMatchObject({ id, body: covered });
	const kept = await post({ body, personal: 'keep' });
	expect([kept.status, await kept.json()]).toEqual([202, expect.objectContaining({ state: 'held' })]);

	const browser = await browserOf(http.db, http.app.origin, personId);
	const textNow = async () => {
		const revision = http.db.selectFrom('commentRevision').select('body').where('commentId', '=', id);
		return (await revision.orderBy('revision', 'desc').limit(1).executeTakeFirstOrThrow()).body;
	};
	/** @returns the page that answers */
	const revise = async (revision: number, form: Record<string, string>) => {
		const response = await browser.ask(`${http.app.origin}/account/comments?/revise`, {
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

	await http.db
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

test('what a stranger types is refused before they sign in where it must be, and otherwise waits for them', async () => {
	const write = (body: string) =>
		fetch(`${http.app.origin}/topics/${http.slug}?/comment`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: http.app.origin, accept: 'text/html' },
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
		fetch(`${http.app.origin}/topics/${http.slug}`, { headers }).then((response) => response.text());
	expect(await read({ cookie: cookie!.split(';')[0]! })).toContain('Tôi viết trước khi đăng nhập');
	expect(await read({})).not.toContain('Tôi viết trước khi đăng nhập');
});
