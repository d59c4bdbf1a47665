/** An editor writes a topic, shows its draft, brings it out and puts it away, and says how long it takes comments. */
import { expect, test } from '@playwright/test';
import { signIn } from '../support/sign-in.ts';

const unique = () => Math.random().toString(36).slice(2, 8);

test('a topic is written in Markdown and published, and what was hostile in it is words', async ({
	page,
}) => {
	await signIn(page, 'bien-tap');
	await page.goto('/desk/topics/new');
	const title = `Chợ mới ${unique()}`;
	await page.locator('[name=title_vi]').fill(title);
	await page
		.locator('[name=body_vi]')
		.fill('## Vì sao\n\n**Chợ cũ** chật. <img src=x onerror="document.title=\'hỏng\'"><script>1</script>');
	await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
	await page.getByRole('button', { name: 'Đăng', exact: true }).click();
	await page.getByRole('link', { name: 'Xem trang chủ đề' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
	await expect(page.locator('.prose h2')).toHaveText('Vì sao');
	await expect(page.locator('.prose').locator('img, script')).toHaveCount(0);
	await expect(page).toHaveTitle(new RegExp(title));
});

test('a draft is read by its link, comes out at its time by itself, and is put away in the end', async ({
	page,
	browser,
	baseURL,
}) => {
	await signIn(page, 'bien-tap');
	await page.goto('/desk/topics/new');
	const title = `Hẹn giờ ${unique()}`;
	await page.locator('[name=title_vi]').fill(title);
	await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
	await page.getByText('Cho người khác xem trước').click();
	await page.getByRole('button', { name: 'Tạo đường dẫn' }).click();
	const link = await page.getByRole('textbox', { name: 'Đường dẫn xem trước' }).inputValue();

	const theirs = await browser.newContext({ baseURL: baseURL!, locale: 'vi-VN' });
	const reader = await theirs.newPage();
	await reader.goto(link);
	await expect(reader.getByRole('heading', { level: 1 })).toHaveText(title);
	await expect(reader.getByRole('note')).toContainText('Bản xem trước');
	expect((await reader.goto(link.slice(0, -3) + 'AAA'))?.status()).toBe(404);
	await page.getByRole('button', { name: 'Thu hồi đường dẫn' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Đã thu hồi' })).toBeVisible();
	expect((await reader.goto(link))?.status()).toBe(404);

	await page.getByText('Đăng vào giờ khác').click();
	await page.locator('#publishAt').fill('2020-01-01T08:00');
	await page.getByRole('button', { name: 'Hẹn giờ đăng' }).click();
	await expect(page.locator('#publishAt-error')).toContainText('Giờ này đã qua');
	await page.locator('#publishAt').fill('2035-01-01T08:00');
	await page.getByRole('button', { name: 'Hẹn giờ đăng' }).click();
	await expect(page.getByRole('main')).toContainText('Tự đăng lúc');
	const address = await page.locator('#slug').inputValue();
	expect((await reader.goto(`/topics/${address}`))?.status()).toBe(404);
	await page.getByRole('button', { name: 'Đăng ngay bây giờ' }).click();
	await expect(page.getByRole('link', { name: 'Xem trang chủ đề' })).toBeVisible();
	await reader.goto('/topics?category=other');
	await expect(reader.getByRole('link', { name: title })).toBeVisible();

	await page.getByRole('button', { name: 'Gỡ khỏi trang' }).click();
	await page.getByRole('button', { name: 'Cất chủ đề' }).click();
	await expect(page.getByRole('button', { name: 'Lấy ra lại' })).toBeVisible();
	await expect(page.locator('[name=title_vi]')).toHaveCount(0);
	expect((await reader.goto(`/topics/${address}`))?.status()).toBe(404);
	await theirs.close();
});

test('an editor says until when comments are taken, closes them, and opens them again', async ({ page }) => {
	await signIn(page, 'bien-tap');
	await page.goto('/desk/topics/new');
	await page.locator('[name=title_vi]').fill(`Bàn về đèn đường ${unique()}`);
	await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
	await page.getByRole('button', { name: 'Đăng', exact: true }).click();
	await expect(page.getByRole('link', { name: 'Xem trang chủ đề' })).toBeVisible();
	const desk = new URL(page.url()).pathname;
	const topic = (await page.getByRole('link', { name: 'Xem trang chủ đề' }).getAttribute('href'))!;
	const thread = page.getByRole('region', { name: 'Phần bình luận' });
	const save = () => thread.getByRole('button', { name: 'Lưu phần bình luận' }).click();
	// Leaving before this is said would cut the save short.
	const isSaved = () => expect(thread.getByRole('status')).toHaveText('Đã lưu cách nhận bình luận.');

	await thread.getByLabel('Tự đóng lúc').fill('2020-01-01T08:00');
	await save();
	await expect(thread.getByRole('alert')).toContainText('Giờ đóng đã qua');
	await thread.getByLabel('Tự đóng lúc').fill('2035-01-01T08:00');
	await save();
	await isSaved();
	await page.goto(topic);
	await expect(page.getByText('Phần bình luận nhận ý kiến đến 1 tháng 1, 2035, 08:00')).toBeVisible();
	await expect(page.getByLabel('Bình luận của bạn')).toBeVisible();

	await page.goto(desk);
	await expect(thread.getByLabel('Tự đóng lúc')).toHaveValue('2035-01-01T08:00');
	await thread.getByRole('radio', { name: /^Đóng/ }).check();
	await save();
	await isSaved();
	await expect(page.getByText('Đổi cách nhận bình luận').first()).toBeVisible();
	await page.goto(topic);
	await expect(page.getByText('Ban biên tập đã đóng phần bình luận ở đây.')).toBeVisible();
	await expect(page.getByLabel('Bình luận của bạn')).toHaveCount(0);

	await page.goto(desk);
	await thread.getByRole('radio', { name: /^Duyệt trước/ }).check();
	await save();
	await isSaved();
	await page.goto(topic);
	await expect(page.getByLabel('Bình luận của bạn')).toBeVisible();
});
