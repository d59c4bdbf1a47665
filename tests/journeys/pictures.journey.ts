/** A picture finds its way into a topic, and a file that is none costs nobody the words they typed. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { bomb, jpeg } from '../support/pictures';
import { signIn } from '../support/sign-in.ts';

const unique = () => Math.random().toString(36).slice(2, 8);
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('an editor puts a picture into a topic and publishes it, and readers see it described', async ({
			page,
		}) => {
			await signIn(page, 'bien-tap');
			await page.goto('/desk/topics/new');
			const title = `Chợ có ảnh ${unique()}`;
			await page.locator('[name=title_vi]').fill(title);
			await page.locator('[name=body_vi]').fill('Chợ mới mở.');
			await page.getByLabel('Người viết').fill('Ban biên tập');
			await page.getByLabel('Chọn ảnh').setInputFiles(file('cho.jpg', await jpeg(1300, 700)));
			// Not described yet: the words stay, and so does the picture.
			await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
			await expect(page.getByRole('alert')).toContainText('Mô tả ảnh');
			await expect(page.locator('[name=title_vi]')).toHaveValue(title);
			await expect(page.locator('figure img')).toBeVisible();
			await page.locator('#pictureAlt_vi').fill('Một cái chợ ven sông');
			await page.locator('#pictureCaption_vi').fill('Chợ ngày khai trương');
			await page.locator('#pictureCredit').fill('Ban biên tập');
			await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
			await expect(page.getByRole('status').filter({ hasText: 'Đã tạo bản nháp' })).toBeVisible();
			await page.getByRole('button', { name: 'Đăng', exact: true }).click();
			await page.getByRole('link', { name: 'Xem trang chủ đề' }).click();
			await page.waitForURL(/\/topics\/cho-co-anh/);
			const picture = page.getByRole('img', { name: 'Một cái chợ ven sông' });
			await expect(picture).toHaveAttribute('width', '1300');
			await expect(picture).toHaveAttribute('height', '700');
			await expect
				.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0))
				.toBe(true);
			await expect(page.locator('figcaption')).toContainText('Chợ ngày khai trương');
			await expect(page.getByRole('main')).toContainText('Người viết: Ban biên tập');
		});

		test('of files that are refused the reason is told, and no word is lost', async ({ page }) => {
			await signIn(page, 'bien-tap');
			await page.goto('/desk/topics/new');
			const title = `Chợ không ảnh ${unique()}`;
			await page.locator('[name=title_vi]').fill(title);
			await page.locator('#pictureCredit').fill('Ai đó');
			for (const [sent, words] of [
				[file('anh.jpg', Buffer.from('<svg onload="alert(1)"/>')), 'không phải ảnh'],
				[file('trong.jpg', Buffer.alloc(0)), 'tệp trống'],
				[file('to.png', bomb(20_000)), '50 triệu điểm ảnh'],
				[file('nang.jpg', Buffer.alloc(14_000_000, 'x')), '10 MB'],
			] as const) {
				await page.getByLabel('Chọn ảnh').setInputFiles(sent);
				await page.getByRole('button', { name: 'Tải ảnh lên để xem' }).click();
				await expect(page.locator('#picture-error')).toContainText(words);
				await expect(page.getByRole('alert').first()).toContainText(words);
				await expect(page.locator('[name=title_vi]')).toHaveValue(title);
				await expect(page.locator('#pictureCredit')).toHaveValue('Ai đó');
			}
			await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
		});
	});
}

for (const lang of ['vi', 'en'] as const) {
	test(`a topic with its picture is accessible at the desk and in its preview (${lang})`, async ({
		page,
		context,
		baseURL,
	}) => {
		await signIn(page, 'bien-tap');
		await page.goto('/desk/topics/new');
		await page.locator('[name=title_vi]').fill(`Ảnh và bản nháp ${unique()}`);
		await page.locator('#picture').setInputFiles(file('anh.jpg', await jpeg(900, 500)));
		await page.locator('#pictureAlt_vi').fill('Một bức ảnh');
		await page.getByRole('button', { name: 'Lưu bản nháp' }).last().click();
		await page.getByText('Cho người khác xem trước').click();
		await page.getByRole('button', { name: 'Tạo đường dẫn' }).click();
		const link = await page.getByRole('textbox', { name: 'Đường dẫn xem trước' }).inputValue();
		const desk = page.url();
		await context.addCookies([{ name: 'lang', value: lang, url: baseURL! }]);
		for (const address of [desk, link]) {
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.setViewportSize({ width: 320, height: 640 });
				await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
				await page.goto(address);
				await expect(page.locator('html')).toHaveAttribute('lang', lang);
				await expect(page.locator('figure img')).toBeVisible();
				const { violations } = await new AxeBuilder({ page }).analyze();
				expect.soft(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect.soft(wide, `${address} at 320`).toBeLessThanOrEqual(0);
			}
		}
	});
}

/** Goes on by Tab until what is focused fits. */
async function tabTo(page: Page, selector: string) {
	for (let i = 0; i < 120; i++) {
		if (await page.evaluate((what) => document.activeElement?.matches(what), selector)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`no way by keyboard to ${selector}`);
}

test('by keyboard alone, a topic with a picture and a poll in it are out within minutes', async ({
	page,
}) => {
	await signIn(page, 'bien-tap');
	const startedAt = Date.now();
	const [title, question] = [`Bến xe mới ${unique()}`, `Bến xe nên đặt ở đâu? ${unique()}`];
	await page.goto('/desk/topics');
	await tabTo(page, 'a[href="/desk/topics/new"]');
	await page.keyboard.press('Enter');
	await page.waitForURL('/desk/topics/new');
	const type = async (selector: string, text: string) => {
		await tabTo(page, selector);
		await page.keyboard.insertText(text);
	};
	await type('#title_vi', title);
	await type('#summary_vi', 'Bến xe cũ chật, thị xã tìm chỗ mới.');
	await type('#body_vi', 'Bến xe cũ nằm giữa phố.\n\n## Hai chỗ đang tính\n\n- Gần chợ\n- Ngoài đường tránh');
	await tabTo(page, '#picture');
	// The dialog of the system is the system's; the key that opens it is ours.
	const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
	await chooser.setFiles(file('ben-xe.jpg', await jpeg(1400, 800)));
	await type('#pictureAlt_vi', 'Bến xe cũ giữa phố');
	await tabTo(page, 'button[name=do][value=publish]');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status').filter({ hasText: 'Đã đăng' })).toBeVisible();

	await tabTo(page, 'a[href^="/desk/polls/new?topic="]');
	await page.keyboard.press('Enter');
	await page.waitForURL(/polls\/new/);
	await type('#question_vi', question);
	for (const [i, label] of ['Gần chợ', 'Đường tránh'].entries()) await type(`#option_vi-${i}`, label);
	await tabTo(page, '.save button');
	await page.keyboard.press('Enter');
	await page.waitForURL(/polls\/[0-9a-f-]{36}/);
	await tabTo(page, 'a[href$="/open"]');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/open$/);
	await tabTo(page, '#understood');
	await page.keyboard.press('Space');
	await tabTo(page, 'main form button');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status').filter({ hasText: 'Đã xác nhận' })).toBeVisible();
	expect(Date.now() - startedAt).toBeLessThan(60_000);

	await page.goto('/topics');
	await page.getByRole('link', { name: title }).click();
	await expect(page.getByRole('img', { name: 'Bến xe cũ giữa phố' })).toBeVisible();
});
