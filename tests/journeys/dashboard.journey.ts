/** An official finds a poll, its groups and its tones, and what may not be told is not. */
import { expect, test } from '@playwright/test';
import { readCsv } from '../support/read-csv.ts';
import { signIn } from '../support/sign-in.ts';

test('an official finds a poll on the dashboard, and its CSV agrees with the page to the digit', async ({
	page,
}) => {
	await signIn(page, 'lanh-dao');
	await page.locator('header summary').click();
	await page.getByRole('link', { name: 'Bảng theo dõi' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bảng theo dõi');

	await page.getByLabel('Từ trong câu hỏi').fill('mot cua phuc vu');
	await page.getByRole('button', { name: 'Lọc' }).click();
	await expect(page).toHaveURL(/[?&]q=mot\+cua\+phuc\+vu/);
	await expect(page.getByRole('heading', { name: '1 cuộc thăm dò' })).toBeVisible();
	await page
		.getByRole('link', { name: /Bộ phận Một cửa cấp xã phục vụ/ })
		.last()
		.click();
	await expect(page).toHaveURL(/\/dashboard\/polls\/mot-cua-cap-xa$/);

	await expect(page.getByText('không đại diện cho toàn thể người dân')).toBeVisible();
	await page.getByText('Xem bảng số liệu').first().click();
	const rows = page.locator('table', { has: page.locator('td.votes') }).locator('tbody tr');
	const onPage = await rows.evaluateAll((lines) =>
		lines.map((line) => [...line.children].slice(0, 5).map((cell) => cell.textContent!.trim())),
	);
	expect(onPage).toHaveLength(5);

	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Tải về dạng CSV', exact: true }).click();
	const file = await (await download).createReadStream();
	const text = Buffer.concat(await file.toArray()).toString('utf8');
	expect(text.startsWith('\ufeff')).toBe(true);
	const [note, head, ...lines] = readCsv(text);
	expect(note!.join()).toContain('Không lọc');
	expect(note!.join()).toContain('dưới 10');
	const at = (line: string[], name: string) => line[head!.indexOf(name)]!;

	const percent = new Intl.NumberFormat('vi-VN', { style: 'percent', maximumFractionDigits: 1 });
	const results = lines.filter((line) => at(line, 'part') === 'results');
	expect(
		results.map((line) => [
			at(line, 'option'),
			new Intl.NumberFormat('vi-VN').format(Number(at(line, 'votes'))),
			...['share', 'share_low', 'share_high'].map((part) => percent.format(Number(at(line, part)))),
		]),
	).toEqual(onPage);

	// Areas and ages, where small cells are left out on the page and in the file alike.
	const cells = await page
		.getByRole('group', { name: 'Họ trả lời gì' })
		.locator('tbody tr')
		.evaluateAll((all) =>
			all.flatMap((row) => [...row.querySelectorAll('td')].map((td) => td.textContent!.trim())),
		);
	const parts = lines.filter((line) => at(line, 'part') === 'areas-and-ages');
	expect(
		parts.map((line) =>
			at(line, 'shown') === 'rounded'
				? `${percent.format(Number(at(line, 'share')))} · ${at(line, 'votes')}`
				: 'Quá ít câu trả lời để hiển thị',
		),
	).toEqual(cells);
	expect(parts.some((line) => at(line, 'shown') === 'hidden')).toBe(true);
	expect(parts.filter((line) => at(line, 'shown') === 'rounded').length).toBeGreaterThan(10);
});

test('results that the poll hides are hidden from officials too', async ({ page, baseURL }) => {
	await signIn(page, 'lanh-dao');
	await page.goto('/dashboard/polls/thoat-nuoc-nam-toi');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.locator('main table')).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Tải về dạng CSV' })).toHaveCount(0);
	const file = await page.request.get(`${baseURL}/dashboard/polls/thoat-nuoc-nam-toi/results.csv`);
	expect(file.status()).toBe(403);
});

test('a report numbers its figures and fits the paper', async ({ page }) => {
	await signIn(page, 'lanh-dao');
	await page.goto('/dashboard/polls/mot-cua-cap-xa/report');
	const captions = await page.locator('figcaption').allTextContents();
	expect(captions.length).toBeGreaterThanOrEqual(3);
	expect(captions.map((text) => /^Hình \d+\. /.exec(text.trim())?.[0])).toEqual(
		captions.map((_, i) => `Hình ${i + 1}. `),
	);
	const pdf = await page.pdf({ preferCSSPageSize: true });
	const sizes = new Set(pdf.toString('latin1').match(/\/MediaBox \[[^\]]+\]/g));
	expect([...sizes]).toEqual(['/MediaBox [0 0 594.95996 841.91998]']);
});

test('opinion groups are found within a minute, and each figure leads to the comment behind it', async ({
	page,
}) => {
	await signIn(page, 'lanh-dao');
	const topic = page.getByRole('link', { name: /Kỷ luật và văn hóa phục vụ/ });
	await expect(async () => {
		await page.goto('/dashboard/groups');
		await expect(topic).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await topic.click();

	const table = page.getByRole('region', { name: 'Các nhóm trên bản đồ' });
	await expect(table.locator('tbody tr')).toHaveCount(2);
	const map = page.getByRole('img', { name: /Bản đồ ý kiến/ });
	const whole = await map.getAttribute('viewBox');
	await page.getByRole('button', { name: 'Phóng to' }).click();
	await expect(map).not.toHaveAttribute('viewBox', whole!);
	await page.getByRole('button', { name: 'Toàn bộ' }).click();
	await expect(map).toHaveAttribute('viewBox', whole!);

	const first = page.getByRole('region', { name: 'Điểm đồng thuận' }).locator('article').first();
	const body = (await first.locator('blockquote').textContent())!.trim();
	await first.getByRole('link', { name: /^Đọc bình luận/ }).click();
	await expect(page).toHaveURL(/\/topics\/ky-luat-van-hoa-cong-vu\?comment=/);
	await expect(page.locator('article', { hasText: body }).first()).toBeVisible();
});

test('somebody corrects the tone of a comment, and the figures follow at once', async ({ page }) => {
	await signIn(page, 'dieu-phoi');
	const comments = page.getByRole('region', { name: 'Các bình luận' }).locator('article');
	await expect(async () => {
		await page.goto('/dashboard/tone?tone=positive&open=yes');
		await expect(comments.first()).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await expect(comments.first().locator('mark').first()).toBeVisible();
	await expect(page.getByText('máy sai')).toBeVisible();
	const negative = page.locator('tbody tr', { hasText: 'Tiêu cực' }).first().locator('td').first();
	const count = async () => Number((await negative.textContent())!.replace(/\D/g, ''));
	const before = await count();
	await comments.first().getByRole('button', { name: 'Tiêu cực' }).click();
	await expect.poll(count).toBe(before + 1);

	await page.getByRole('link', { name: 'Mô hình và sai số' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mô hình đánh giá giọng điệu');
	await expect(page.getByText('0,921')).toBeVisible();
});
