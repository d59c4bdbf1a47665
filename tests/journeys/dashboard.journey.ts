/** An official goes from the overview to a poll and takes its figures along; page and file say the same. */
import { expect, test, type Locator } from '@playwright/test';
import { readXlsx } from 'hucre/xlsx';
import { signIn } from '../support/sign-in.ts';

/** RFC 4180, without line breaks inside cells. */
function readCsv(text: string): string[][] {
	return text
		.replace(/^\ufeff/, '')
		.trimEnd()
		.split('\r\n')
		.map((line) =>
			[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
				quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
			),
		);
}

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
		lines.map((line) => [...line.children].slice(0, 3).map((cell) => cell.textContent!.trim())),
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
			percent.format(Number(at(line, 'share'))),
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

test('lines with bands, tones and the map are taken along, and say what the page says', async ({ page }) => {
	await signIn(page, 'lanh-dao');
	const percent = new Intl.NumberFormat('vi-VN', { style: 'percent', maximumFractionDigits: 1 });
	await page.goto('/dashboard/polls/nguoi-tai-khu-vuc-cong');
	await expect(page.getByRole('heading', { name: 'Tỷ lệ theo thời gian' })).toBeVisible();
	await page.getByText('Xem bảng số liệu: Tỷ lệ theo thời gian').click();
	const region = page.getByRole('region', { name: 'Tỷ lệ theo thời gian' });
	const onPage = await region
		.locator('tbody tr')
		.first()
		.locator('td')
		.evaluateAll((cells) => cells.slice(2).map((cell) => cell.textContent!.trim()));
	const csv = await page.request.get('/dashboard/polls/nguoi-tai-khu-vuc-cong/figures/shares.csv');
	const lines = readCsv(await csv.text());
	expect(lines[2]!.slice(3).map((share) => percent.format(Number(share)))).toEqual(onPage);
	expect(onPage).toHaveLength(21);
	for (const address of [
		'/dashboard/polls/nguoi-tai-khu-vuc-cong/figures/shares.svg',
		'/dashboard/tone/figures/tones.svg',
		'/dashboard/tone/figures/tone-over-time.svg?period=90',
		'/dashboard/tone/figures/tone-shares.svg?period=90',
		'/dashboard/tone/figures/tone-conversations.svg',
	]) {
		const svg = await page.request.get(address);
		expect(await svg.text(), address).toMatch(/^<\?xml[^]*<svg [^]*<\/svg>\s*$/);
	}
	const tones = readCsv(await (await page.request.get('/dashboard/tone/figures/tones.csv')).text());
	await page.goto('/dashboard/tone');
	const shown = page.getByRole('table', { name: 'Giọng điệu bình luận' }).locator('tbody tr');
	expect(await shown.evaluateAll((rows) => rows.map((row) => row.children[1]!.textContent!.trim()))).toEqual(
		tones.slice(2).map((line) => new Intl.NumberFormat('vi-VN').format(Number(line[1]))),
	);

	await expect(async () => {
		await page.goto('/dashboard/topics/ky-luat-van-hoa-cong-vu/groups');
		await expect(page.getByRole('region', { name: 'Các nhóm trên bản đồ' })).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	const map = readCsv(
		await (await page.request.get('/topics/ky-luat-van-hoa-cong-vu/groups/map.csv')).text(),
	);
	expect(map.slice(2).map(([name]) => name)).toEqual(['Nhóm A', 'Nhóm B']);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Bản đồ ý kiến: tải về dạng PNG' }).click();
	const file = await (await download).createReadStream();
	const bytes = Buffer.concat(await file.toArray());
	expect(bytes.subarray(1, 4).toString()).toBe('PNG');
	expect(bytes.readUInt32BE(16)).toBe(1440);
});

test('the comments as a file are those of the page, in both formats', async ({ page }) => {
	await signIn(page, 'lanh-dao');
	await page.goto('/dashboard/comments?period=90&poll=mot-cua-cap-xa');
	const found = Number(/^([\d.]+) bình luận/.exec((await page.locator('h2').textContent())!.trim())![1]);
	const csv = await page.request.get('/dashboard/comments.csv?period=90&poll=mot-cua-cap-xa');
	const text = Buffer.from(await csv.body()).toString('utf8');
	expect(text.startsWith('\ufeff')).toBe(true);
	expect(text).toContain('period=90');
	const xlsx = await page.request.get('/dashboard/comments.xlsx?period=90&poll=mot-cua-cap-xa');
	const { sheets } = await readXlsx(new Uint8Array(await xlsx.body()));
	const [, head, ...rows] = sheets[0]!.rows;
	expect(rows).toHaveLength(found);
	expect(new Set(rows.map((row) => row[head!.indexOf('slug')]))).toEqual(new Set(['mot-cua-cap-xa']));
	const shown = await page.locator('article a[href^="/comments/"]').first().getAttribute('href');
	expect(text).toContain(shown!);
});

test('a figure is taken along as a drawing, as points and as a table that say the same', async ({ page }) => {
	await signIn(page, 'lanh-dao');
	await page.goto('/dashboard/polls/cham-diem-duong-noi-ban-o');
	const svg = await page.request.get('/dashboard/polls/cham-diem-duong-noi-ban-o/figures/scale.svg');
	expect(svg.headers()['content-type']).toContain('image/svg+xml');
	expect(await svg.text()).toMatch(/^<\?xml[^]*<svg [^]*<\/svg>\s*$/);
	const csv = await page.request.get(
		'/dashboard/polls/cham-diem-duong-noi-ban-o/figures/results-verified.csv',
	);
	const lines = readCsv(await csv.text());
	expect(lines[0]!.join()).toContain('không đại diện cho toàn thể người dân');
	await page.getByText('Xem bảng số liệu').first().click();
	const votes = await page
		.locator('table', { has: page.locator('td.votes') })
		.first()
		.locator('td.votes')
		.allTextContents();
	expect(lines.slice(2).map((line) => new Intl.NumberFormat('vi-VN').format(Number(line[1])))).toEqual(
		votes.map((cell) => cell.trim()),
	);
	const download = page.waitForEvent('download');
	await page
		.getByRole('button', { name: /tải về dạng PNG$/ })
		.first()
		.click();
	const file = await (await download).createReadStream();
	const bytes = Buffer.concat(await file.toArray());
	expect(bytes.subarray(1, 4).toString()).toBe('PNG');
	expect(bytes.readUInt32BE(16)).toBe(1440);
});
