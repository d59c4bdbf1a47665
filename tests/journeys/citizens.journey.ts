/** A citizen comes from a poll, proves who they are, votes once, and every other way to vote meets the same vote. */
import { expect, test, type Page } from '@playwright/test';

const POLL = '/polls/mot-cua-cap-xa';

async function signIn(page: Page, login: string) {
	await page.getByRole('link', { name: /Đăng nhập để bỏ phiếu|Sign in to vote/ }).click();
	await page.getByRole('link', { name: /định danh điện tử mẫu|sample electronic identity/i }).click();
	await page.getByLabel(/Tên mẫu|Sample name/).fill(login);
	await page.getByRole('button', { name: /Đăng nhập|Sign in/ }).click();
	await expect(page).toHaveURL(new RegExp(`${POLL}$`));
}

test('a citizen signs in from the poll, votes, and finds that vote on another device', async ({
	page,
	browser,
	baseURL,
}) => {
	await page.goto(POLL);
	await signIn(page, 'cd-0123');
	const ballot = page.locator('#ballot');
	const options = ballot.getByRole('button');
	const label = (await options.first().innerText()).trim();
	await options.first().click();
	await expect(ballot).toContainText(/đã được đếm|được ghi nhận/i);

	// Among the verified, where it counts.
	await expect(page.locator('#results li.mine')).toHaveCount(1);

	const other = await browser.newContext({
		...(baseURL ? { baseURL } : {}),
		locale: 'vi-VN',
		viewport: { width: 320, height: 640 },
	});
	const phone = await other.newPage();
	await phone.goto(POLL);
	await signIn(phone, 'cd-0123');
	await expect(phone.locator('#ballot')).toContainText(label.split('\n')[0]!);
	await other.close();
});

test('without JavaScript a citizen can do the same', async ({ browser, baseURL }) => {
	const context = await browser.newContext({
		...(baseURL ? { baseURL } : {}),
		locale: 'en-GB',
		javaScriptEnabled: false,
	});
	const page = await context.newPage();
	await page.goto(POLL);
	await signIn(page, 'cd-0124');
	await page.locator('#ballot').getByRole('button').first().click();
	await expect(page.locator('#ballot')).toContainText(/counted/i);
	await context.close();
});

test('an identity that is not verified well enough comes back with words, and nothing else', async ({
	page,
}) => {
	await page.goto(POLL);
	await page.getByRole('link', { name: 'Đăng nhập để bỏ phiếu' }).click();
	await page.getByRole('link', { name: /định danh điện tử mẫu/i }).click();
	await page.getByLabel('Tên mẫu').fill('cd-low');
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page.getByRole('alert')).toContainText('chưa đạt mức xác minh');
});
