/** A picture finds its way into a topic, and a file that is none costs nobody the words they typed. */
import { expect, test, type Page } from '@playwright/test';
import { bomb, jpeg } from '../support/pictures';

async function signIn(page: Page) {
	await page.goto('/sign-in/eid');
	await page.locator('[name=login]').fill('bien-tap');
	await page.locator('button').click();
	await page.waitForURL('/');
}

const unique = () => Math.random().toString(36).slice(2, 8);
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('an editor puts a picture into a topic and publishes it, and readers see it described', async ({
			page,
		}) => {
			await signIn(page);
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
			await signIn(page);
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
