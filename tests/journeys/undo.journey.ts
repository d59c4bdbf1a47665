/** A moderator takes back what they decided a moment ago, be it one comment or several at once. */
import { expect, test, type Page } from '@playwright/test';
import { openBacklog, type Backlog } from '../support/backlog.ts';
import { awakenDesk } from '../support/desk-keys.ts';
import { signIn } from '../support/sign-in.ts';

test.use({ locale: 'en-US' });

let backlog: Backlog | undefined;
test.afterEach(async () => {
	await backlog?.close();
	backlog = undefined;
});
const waiting = async (count: number) => (backlog = await openBacklog(process.env.JOURNEYS_DATABASE!, count));

const listed = (page: Page) =>
	page.locator('article').evaluateAll((all) => all.map(({ id }) => id.replace('i-', '')));

test('one press of u takes back all that were decided at once, but for what a colleague decided since', async ({
	page,
	browser,
	baseURL,
}) => {
	const { word, ids, decisions } = await waiting(5);
	const theirs = await browser.newContext({ baseURL: baseURL!, locale: 'en-US' });
	await signIn(await theirs.newPage(), 'dieu-phoi-2');
	await signIn(page, 'dieu-phoi');
	await page.goto(`/moderation?q=${word}`);
	await expect(page.locator('article')).toHaveCount(5);
	await awakenDesk(page);
	for (const key of ['x', 'j', 'j', 'j', 'X']) await page.keyboard.press(key);
	await expect(page.locator('article input:checked')).toHaveCount(4);
	await page.keyboard.press('f');
	const told = page.locator('.told');
	await expect(told).toContainText('Approved: 4');
	await expect(told.getByRole('button')).toContainText('Take back 4 decisions');
	expect(await listed(page)).toEqual(ids.slice(4));

	const rejected = await theirs.request.post('/moderation?/decide', {
		headers: { origin: new URL(baseURL!).origin },
		form: { comment: ids[1]!, revision: 1, seen: 'published', verdict: 'reject', reason: 'spam' },
	});
	expect(rejected.ok()).toBe(true);
	await page.keyboard.press('u');
	await expect(told).toContainText('Taken back: 3');
	await expect(told).toContainText('Left as it is: 1');
	await expect(told.getByRole('listitem')).toContainText('Cống trước nhà số 2');
	await expect(told.getByRole('listitem')).toContainText(/decided again after you: Rejected/);
	// In the places that they had, and the first of them is at hand.
	expect(await listed(page)).toEqual(ids.filter((_, i) => i !== 1));
	await expect(page.locator(`#i-${ids[0]}`)).toBeFocused();
	const made = await decisions();
	expect(made.map(({ action }) => action)).toEqual([
		...[...Array<string>(4).fill('approve'), 'reject'],
		...Array<string>(3).fill('undo'),
	]);

	// One by itself goes on in its place, and what was told of the others is past.
	await page.keyboard.press('f');
	const first = page.locator(`#i-${ids[0]}`);
	await expect(first.locator('.outcome')).toHaveText('Approved');
	await expect(page.locator('.told')).toHaveCount(0);
	await page.keyboard.press('u');
	await expect(first.locator('.outcome')).toHaveText('Taken back');
	await expect(first).toBeFocused();
	await expect(first.getByRole('button', { name: 'Approve' })).toBeVisible();

	// Nor is it lost when the page is turned at once.
	await page.keyboard.press('f');
	await expect(first.locator('.outcome')).toHaveText('Approved');
	await page.keyboard.press('n');
	await expect(first).toHaveCount(0);
	await expect(told).toContainText('Approved');
	await page.keyboard.press('u');
	await expect(told).toContainText('Taken back');
	expect(await listed(page)).toEqual(ids.filter((_, i) => i !== 1));
	await theirs.close();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false, locale: 'vi-VN' });

	test('several are rejected and taken back by forms, and stand where they stood', async ({ page }) => {
		const { word, ids, decisions } = await waiting(3);
		await signIn(page, 'dieu-phoi');
		await page.goto(`/moderation?q=${word}`);
		await page.getByRole('button', { name: 'Duyệt đăng các mục đã chọn' }).click();
		await expect(page.getByText('Bạn hãy chọn ít nhất một bình luận.')).toBeVisible();
		for (const id of ids.slice(0, 2)) await page.locator(`#i-${id} input[type=checkbox]`).check();
		await page.getByLabel('Lý do từ chối').first().selectOption('Lạc đề');
		await page.getByRole('button', { name: 'Từ chối các mục đã chọn' }).click();
		await expect(page.getByText('Đã từ chối: 2')).toBeVisible();
		expect(await listed(page)).toEqual(ids.slice(2));
		await page.getByRole('button', { name: 'Hoàn tác 2 quyết định' }).click();
		await expect(page.getByText('Đã hoàn tác: 2')).toBeVisible();
		expect(await listed(page)).toEqual(ids);
		expect((await decisions()).map(({ action }) => action)).toEqual(['reject', 'reject', 'undo', 'undo']);
		await expect(page).toHaveURL(new RegExp(`q=${word}`));

		await page.locator(`#i-${ids[0]}`).getByRole('button', { name: 'Duyệt đăng' }).click();
		await expect(page.getByText('Đã duyệt đăng', { exact: true })).toBeVisible();
		await page.getByRole('button', { name: 'Hoàn tác (' }).click();
		await expect(page.getByText('Đã hoàn tác', { exact: true })).toBeVisible();
		expect(await listed(page)).toEqual(ids);
	});
});
