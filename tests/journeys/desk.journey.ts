/** An editor runs the platform without a developer: writes, opens and closes a poll, publishes a topic, puts up a notice. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

test('feeds and the site map are well formed, and say what their formats ask for', async ({ page }) => {
	await page.goto('/');
	for (const [address, root, wanted] of [
		['/feed.xml', 'feed', ['id', 'title', 'updated', 'entry']],
		['/results.xml', 'feed', ['id', 'title', 'updated', 'entry']],
		['/topics/duong-sa-thoat-nuoc/feed.xml', 'feed', ['id', 'title', 'updated', 'entry']],
		['/sitemap.xml', 'urlset', ['url']],
	] as const) {
		const read = await page.evaluate(async (from) => {
			const text = await (await fetch(from)).text();
			const { documentElement } = new DOMParser().parseFromString(text, 'application/xml');
			const ids = [...documentElement.querySelectorAll('entry > id')].map((id) => id.textContent);
			return {
				root: documentElement.localName,
				children: [...documentElement.children].map(({ localName }) => localName),
				isEachOnce: new Set(ids).size === ids.length,
			};
		}, address);
		expect(read.root, address).toBe(root);
		expect(read.children, address).toEqual(expect.arrayContaining([...wanted]));
		expect(read.isEachOnce, address).toBe(true);
	}
});

test('one line of script puts a poll into somebody else’s article, in its language and as high as it needs', async ({
	page,
	baseURL,
}) => {
	await page.goto('/polls/nguoi-tai-khu-vuc-cong/share?theme=dark&in=en');
	const code = await page.getByRole('textbox', { name: 'Mã script' }).inputValue();
	const article = createServer((_, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(`<!doctype html><title>Báo</title><article style="max-width:600px">${code}</article>`);
	});
	await new Promise<void>((listening) => article.listen(0, '127.0.0.1', listening));
	try {
		await page.goto(`http://localhost:${(article.address() as AddressInfo).port}/`);
		const frame = page.frameLocator('iframe');
		await expect(frame.locator('html')).toHaveAttribute('lang', 'en');
		await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
		const content = () => frame.locator('main').evaluate((main: HTMLElement) => main.offsetHeight);
		const outside = () => page.locator('iframe').evaluate((one: HTMLElement) => one.offsetHeight);
		await expect.poll(async () => Math.abs((await content()) - (await outside()))).toBeLessThanOrEqual(1);
		expect(await page.locator('iframe').getAttribute('src')).toContain(baseURL);
	} finally {
		article.close();
	}
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
