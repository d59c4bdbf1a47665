/** An editor runs the platform without a developer: writes, opens and closes a poll, puts up a notice. */
import { expect, test, type Page } from '@playwright/test';
import { signIn } from '../support/sign-in.ts';

const unique = () => Math.random().toString(36).slice(2, 8);

/** Writes a poll with three options and leads to its checklist. */
async function writePoll(page: Page, question: string) {
	await page.goto('/desk/polls/new');
	await page.locator('[name=question_vi]').fill(question);
	for (const [i, label] of ['Đường ra chợ', 'Đường tới trường', 'Đường về bến'].entries()) {
		await page.locator(`#option_vi-${i}`).fill(label);
	}
	// The third goes to the second place, by keyboard.
	await page.getByRole('button', { name: 'Lên: Lựa chọn 3' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.locator('#option_vi-1')).toHaveValue('Đường về bến');
	await page.locator('#opensAt').fill('2020-01-01T08:00');
	await page.locator('#closesAt').fill('2019-01-01T08:00');
	await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
	await expect(page.getByRole('alert')).toContainText('giờ đóng phải sau giờ mở');
	await expect(page.locator('#option_vi-1')).toHaveValue('Đường về bến');
	await page.locator('#closesAt').fill('2035-01-01T08:00');
	await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
	await page.getByRole('link', { name: 'Kiểm tra trước khi mở' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kiểm tra trước khi mở');
}

async function openPoll(page: Page) {
	await page.getByRole('button', { name: 'Mở ngay' }).click();
	await expect(page.getByRole('alert')).toContainText('Hãy xác nhận');
	await page.getByRole('checkbox').check();
	await page.getByRole('button', { name: 'Mở ngay' }).click();
	await expect(page.getByRole('link', { name: 'Gia hạn hoặc đóng sớm' })).toBeVisible();
}

test('an editor writes a poll and opens it, a visitor answers it, and it closes early with a reason', async ({
	page,
	browser,
	baseURL,
}) => {
	await signIn(page, 'bien-tap');
	const question = `Nên sửa đường nào trước? 🛣️ ${unique()}`;
	await writePoll(page, question);
	await openPoll(page);
	await page.getByRole('link', { name: 'Xem trang thăm dò' }).click();
	// The desk's own page has the same heading.
	await page.waitForURL(/\/polls\/nen-sua/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(question);
	const address = page.url();

	const theirs = await browser.newContext({ baseURL: baseURL!, locale: 'vi-VN' });
	const visitor = await theirs.newPage();
	await visitor.goto(address);
	await visitor.locator('#ballot').getByRole('button', { name: 'Đường về bến' }).click();
	await expect(visitor.locator('#ballot')).toContainText(/đã được đếm|được ghi nhận/i);

	await page.goBack();
	await page.getByRole('link', { name: 'Gia hạn hoặc đóng sớm' }).click();
	await page.getByLabel('Đóng ngay').check();
	await page.getByLabel('Lý do').fill('Đã đủ câu trả lời cho cuộc họp tuần này.');
	await page.getByRole('button', { name: 'Đổi giờ đóng' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Đã đổi giờ đóng' })).toBeVisible();
	await visitor.goto(address);
	await expect(visitor.getByRole('main')).toContainText('Đã đủ câu trả lời cho cuộc họp tuần này.');
	await theirs.close();
});

test('of two editors of one draft the second keeps their words and sees what differs', async ({
	page,
	browser,
	baseURL,
}) => {
	await signIn(page, 'bien-tap');
	await writePoll(page, `Câu hỏi chung ${unique()}`);
	await page.getByRole('link', { name: 'Về bản nháp' }).first().click();
	await expect(page.locator('[name=question_vi]')).toBeVisible();
	const draft = page.url();

	const theirs = await browser.newContext({ baseURL: baseURL!, locale: 'vi-VN' });
	const colleague = await theirs.newPage();
	await signIn(colleague, 'quan-tri');
	await colleague.goto(draft);
	// A page that wakes up between the choice of all words and the new ones takes them for an addition.
	await expect(async () => {
		await colleague.locator('[name=question_vi]').fill('Câu của đồng nghiệp?');
		await expect(colleague.locator('[name=question_vi]')).toHaveValue('Câu của đồng nghiệp?', {
			timeout: 500,
		});
	}).toPass();
	await colleague.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
	await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Câu của đồng nghiệp?');
	await theirs.close();

	await page.locator('[name=question_vi]').fill('Câu của tôi?');
	await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
	await expect(page.getByRole('alert')).toContainText('Câu của đồng nghiệp?');
	await expect(page.locator('[name=question_vi]')).toHaveValue('Câu của tôi?');
	await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Câu của tôi?');
});

test('an option is dragged to another place, and that is said', async ({ page }) => {
	await signIn(page, 'bien-tap');
	await page.goto('/desk/polls/new');
	for (const [i, label] of ['Một', 'Hai', 'Ba'].entries()) await page.locator(`#option_vi-${i}`).fill(label);
	const [from, to] = [page.locator('.handle').nth(0), page.locator('#option_vi-2')];
	await from.scrollIntoViewIfNeeded();
	const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
	await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
	await page.mouse.down();
	await page.mouse.move(start.x, (start.y + end.y) / 2);
	await page.mouse.move(end.x, end.y + 5);
	await page.mouse.up();
	for (const [i, label] of ['Hai', 'Ba', 'Một'].entries())
		await expect(page.locator(`#option_vi-${i}`)).toHaveValue(label);
	await expect(page.getByRole('status').filter({ hasText: 'Nay là lựa chọn 3 trên 3' })).toBeAttached();
	// The preview beside it shows them in the new order, in both languages.
	await page.locator('#option_en-2').fill('One');
	await expect(
		page.getByRole('region', { name: 'Người đọc tiếng Việt thấy' }).getByRole('listitem'),
	).toHaveText([...['Hai', 'Ba', 'Một']]);
});

test('a notice stands on the home page until it is deleted', async ({ page }) => {
	await signIn(page, 'bien-tap');
	await page.goto('/desk/notices');
	const words = `Bảo trì tối nay ${unique()}`;
	await page.locator('[name=body_vi]').fill(words);
	await page.getByLabel('Khẩn').check();
	await page.getByRole('radio', { name: 'Trang chủ', exact: true }).check();
	await page.getByRole('button', { name: 'Lưu thông báo' }).click();
	await expect(page.getByRole('link', { name: words })).toBeVisible();
	await page.goto('/');
	await expect(page.getByRole('region', { name: 'Thông báo' })).toContainText(words);
	await page.goto('/desk/notices');
	await page.getByRole('link', { name: words }).click();
	await page.getByRole('button', { name: 'Xóa thông báo' }).click();
	await expect(page.getByRole('status')).toContainText('Đã xóa');
	await page.goto('/');
	await expect(page.getByText(words)).toHaveCount(0);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('an editor writes and opens a poll, and moving an option loses nothing', async ({ page }) => {
		await signIn(page, 'bien-tap');
		const question = `Không cần JavaScript ${unique()}`;
		await writePoll(page, question);
		await openPoll(page);
		await page.getByRole('link', { name: 'Xem trang thăm dò' }).click();
		await expect(page.locator('#ballot').getByRole('button', { name: 'Đường về bến' })).toBeVisible();
	});
});
