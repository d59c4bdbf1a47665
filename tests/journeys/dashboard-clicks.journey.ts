/** From a figure to the words behind it, by clicks alone. */
import { expect, test, type Locator } from '@playwright/test';
import { signIn } from '../support/sign-in.ts';

/** From the overview on, by clicks alone; each is counted. */
function clicking() {
	let clicks = 0;
	return {
		click: async (what: Locator) => {
			clicks++;
			await what.click();
		},
		count: () => clicks,
	};
}

const figureIn = (text: string | null) => Number(/[\d.]+/.exec(text!)![0].replaceAll('.', ''));

test('from the overview to the very comments behind a jump in at most five clicks', async ({ page }) => {
	await signIn(page, 'lanh-dao');
	await page.goto('/dashboard');
	const { click, count } = clicking();
	const comments = page.getByRole('region', { name: 'Bình luận' });
	const total = figureIn(await comments.getByRole('link').first().textContent());
	await click(comments.getByRole('link').first());
	// By its words: the page before has other headings, until it is gone.
	const heading = page.getByRole('heading', { level: 2, name: /bình luận (trong|ngày)/ });
	const told = async () => figureIn(await heading.textContent());
	await expect(heading).toHaveText(/^[\d.]+ bình luận trong 7 ngày qua$/);
	// Somebody else's comment may have come out meanwhile; within a page the figures are of one moment.
	const found = await told();
	expect(found).toBeGreaterThanOrEqual(total);
	const days = page.getByRole('link', { name: /\d{4}: [1-9]\d* bình luận$/ });
	const counts = await days.evaluateAll((all) =>
		all.map((link) => Number(/: ([\d.]+) bình luận/.exec(link.getAttribute('aria-label')!)![1])),
	);
	expect(counts.reduce((sum, one) => sum + one)).toBe(found);
	const highest = counts.indexOf(Math.max(...counts));
	await click(days.nth(highest));
	await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d/);
	await expect(heading).toContainText(/^[\d.]+ bình luận ngày/);
	expect(await told()).toBeGreaterThanOrEqual(counts[highest]!);
	const listed = page.locator('article');
	await expect(listed).toHaveCount(Math.min(20, await told()));
	const said = (await listed.first().locator('p').first().textContent())!.trim();
	await click(listed.first().getByRole('link', { name: 'Mở trong cuộc trao đổi' }));
	await expect(page).toHaveURL(/\/(topics|polls)\/[a-z0-9-]+\?comment=/);
	await expect(page.locator('article', { hasText: said }).first()).toBeVisible();
	expect(count()).toBeLessThanOrEqual(5);
});

test('from a poll on the overview to what people said on the day of its peak', async ({ page }) => {
	await signIn(page, 'lanh-dao');
	await page.goto('/dashboard');
	const { click, count } = clicking();
	await click(page.getByRole('link', { name: /giữ chân và thu hút người tài/ }).last());
	const peak = page.getByRole('link', { name: /^Nhiều nhất: / }).first();
	const day = /ngày|\d+ tháng \d+, \d{4}/.exec((await peak.textContent())!)![0];
	await click(peak);
	await expect(page).toHaveURL(/poll=nguoi-tai-khu-vuc-cong&day=\d{4}-\d\d-\d\d$/);
	await expect(page.getByRole('heading', { level: 2, name: /bình luận ngày/ })).toContainText(day);
	await click(page.getByRole('link', { name: 'Xem mọi ngày' }));
	const days = page.getByRole('link', { name: /\d{4}: [1-9]\d* bình luận$/ });
	await click(days.first());
	await expect(page.locator('article').first()).toBeVisible();
	expect(count()).toBeLessThanOrEqual(5);
});

test('from the small chart of a poll, and from its curve, to what people said on a very day', async ({
	page,
}) => {
	await signIn(page, 'lanh-dao');
	await page.goto('/dashboard?period=30');
	const { click, count } = clicking();
	const row = page.locator('article', {
		has: page.locator('a[href="/dashboard/polls/nguoi-tai-khu-vuc-cong"]'),
	});
	await click(row.getByText('Xem bảng số liệu'));
	const day = row.locator('tbody').getByRole('link').nth(-2);
	const words = (await day.textContent())!.trim();
	await click(day);
	await expect(page).toHaveURL(/poll=nguoi-tai-khu-vuc-cong&day=\d{4}-\d\d-\d\d$/);
	await expect(page.getByRole('heading', { level: 2, name: /bình luận ngày/ })).toContainText(words);
	expect(count()).toBe(2);

	await page.goto('/dashboard/polls/nguoi-tai-khu-vuc-cong#turnout');
	const curve = page.locator('#turnout canvas');
	await expect(curve).toBeVisible();
	const { width, height } = (await curve.boundingBox())!;
	await curve.click({ position: { x: width - 20, y: height / 2 } });
	await expect(page).toHaveURL(/poll=nguoi-tai-khu-vuc-cong&day=\d{4}-\d\d-\d\d$/);
});

test('a tone at a time leads to exactly the comments that it counts', async ({ page }) => {
	await signIn(page, 'lanh-dao');
	await expect(async () => {
		await page.goto('/dashboard/tone');
		await expect(page.getByRole('heading', { name: 'Số bình luận theo thời gian' })).toBeVisible({
			timeout: 1_000,
		});
		// The machine is done, so figures stand still.
		await expect(page.getByText('đang chờ máy đánh giá')).toHaveCount(0, { timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await page.goto('/dashboard');
	const { click, count } = clicking();
	await click(page.getByRole('link', { name: 'Giọng điệu bình luận' }));
	await click(page.getByText('Xem bảng số liệu: Số bình luận theo thời gian'));
	const table = page.getByRole('region', { name: 'Số bình luận theo thời gian' });
	const cell = table.getByRole('link', { name: /, Tiêu cực: [1-9]/ }).first();
	const counted = figureIn((await cell.textContent())!);
	await click(cell);
	await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d.*tone=negative/);
	await expect(page.getByText('Chỉ tính bình luận đăng trong khoảng')).toBeVisible();
	const comments = page.getByRole('region', { name: 'Các bình luận' }).locator('article');
	await expect(comments).toHaveCount(Math.min(20, counted));
	expect(count()).toBeLessThanOrEqual(5);
});

test('behind a figure there are comments, and beside them what was officially answered', async ({ page }) => {
	await signIn(page, 'lanh-dao');
	await page.goto('/dashboard');
	const { click, count } = clicking();
	await click(
		page
			.getByRole('region', { name: 'Bình luận' })
			.getByRole('link', { name: /^[\d.]+$/ })
			.last(),
	);
	// The page before has such a choice too.
	await expect(page).toHaveURL(/\/dashboard\/comments\?period=0/);
	await page.getByLabel('Chủ đề').selectOption('ky-luat-van-hoa-cong-vu');
	await click(page.getByRole('button', { name: 'Lọc' }));
	await expect(page).toHaveURL(/topic=ky-luat-van-hoa-cong-vu/);
	const answered = page.locator('article', { has: page.getByRole('link', { name: 'Trả lời chính thức' }) });
	await click(answered.first().getByRole('link', { name: 'Trả lời chính thức' }));
	await expect(page).toHaveURL(/#c-[0-9a-f-]{36}$/);
	const id = /#(c-.*)$/.exec(page.url())![1]!;
	await expect(page.locator(`[id="${id}"]`)).toContainText('Trả lời chính thức');
	expect(count()).toBeLessThanOrEqual(5);
});
