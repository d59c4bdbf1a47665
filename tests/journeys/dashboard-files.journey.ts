/** What an official takes along: page and file say the same. */
import { expect, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { readCsv } from '../support/read-csv.ts';
import { signIn } from '../support/sign-in.ts';

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
	// Comments that others write meanwhile may come between the file and the page.
	await expect(async () => {
		const tones = readCsv(await (await page.request.get('/dashboard/tone/figures/tones.csv')).text());
		await page.goto('/dashboard/tone');
		const shown = page.getByRole('table', { name: 'Giọng điệu bình luận' }).locator('tbody tr');
		expect(
			await shown.evaluateAll((rows) => rows.map((row) => row.children[1]!.textContent!.trim())),
		).toEqual(tones.slice(2).map((line) => new Intl.NumberFormat('vi-VN').format(Number(line[1]))));
	}).toPass();

	await expect(async () => {
		await page.goto('/dashboard/topics/ky-luat-van-hoa-cong-vu/groups');
		await expect(page.getByRole('region', { name: 'Các nhóm trên bản đồ' })).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	const map = readCsv(
		await (await page.request.get('/topics/ky-luat-van-hoa-cong-vu/groups/map.csv')).text(),
	);
	expect(map.slice(2).map(([name]) => name)).toEqual(['Nhóm A', 'Nhóm B']);
	const said = await page.request.get('/topics/ky-luat-van-hoa-cong-vu/groups/opinions.csv');
	const [, head, ...opinions] = readCsv(await said.text());
	const shared = opinions.filter(([part]) => part === 'common-ground').map((line) => line.at(-2)!.trim());
	expect(head!.slice(3, 9)).toEqual(['A_agree', 'A_disagree', 'A_pass', 'B_agree', 'B_disagree', 'B_pass']);
	const common = page.getByRole('region', { name: 'Điểm đồng thuận' }).locator('blockquote');
	expect((await common.allTextContents()).map((text) => text.trim())).toEqual(shared);

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

test('the small charts of the overview have a table, and their files say the same in every format', async ({
	page,
}) => {
	await signIn(page, 'lanh-dao');
	const vi = new Intl.NumberFormat('vi-VN');
	// Whoever answers meanwhile is in what is asked for later.
	await expect(async () => {
		await page.goto('/dashboard?q=nguoi+tai&period=30');
		const row = page.locator('article', {
			has: page.locator('a[href="/dashboard/polls/nguoi-tai-khu-vuc-cong"]'),
		});
		await row.getByText('Xem bảng số liệu').click();
		const onPage = await row
			.locator('tbody tr')
			.evaluateAll((rows) => rows.map((one) => [...one.children].map((cell) => cell.textContent!.trim())));
		expect(onPage.length).toBeGreaterThan(20);
		const path = '/dashboard/polls/nguoi-tai-khu-vuc-cong/new-answers';
		const csv = readCsv(await (await page.request.get(`${path}.csv?period=30`)).text());
		expect(
			csv.slice(2).map(([when, ...counts]) => [when, ...counts.map((n) => vi.format(Number(n)))]),
		).toEqual(onPage);
		const xlsx = await page.request.get(`${path}.xlsx?period=30`);
		const { sheets } = await readXlsx(new Uint8Array(await xlsx.body()));
		expect(sheets[0]!.rows.slice(1).map((cells) => cells.map(String))).toEqual(csv.slice(1));
		const svg = await page.request.get(`${path}.svg?period=30`);
		expect(await svg.text()).toMatch(/^<\?xml[^]*<svg [^]*<\/svg>\s*$/);
		// What is drawn is what the line above it says.
		const told = await row.getByText(/mới trong 30 ngày qua/).allTextContents();
		const sums = [1, 2].map((column) => csv.slice(2).reduce((sum, line) => sum + Number(line[column]), 0));
		expect(told.map((text) => /[\d.]+/.exec(text)![0])).toEqual(sums.map((sum) => vi.format(sum)));
	}).toPass();
});

test('rated comments are taken along in both formats: those that the page counts, by its filters', async ({
	page,
}) => {
	await signIn(page, 'lanh-dao');
	await expect(async () => {
		await page.goto('/dashboard/tone?tone=negative&period=90');
		const counted = page
			.getByRole('table', { name: 'Giọng điệu bình luận' })
			.locator('tbody tr', { hasText: 'Tiêu cực' })
			.locator('td')
			.first();
		const count = Number((await counted.textContent())!.replace(/\D/g, ''));
		expect(count).toBeGreaterThan(3);
		const link = page.getByRole('link', { name: /^Tải về dạng CSV.*Các bình luận/ });
		const csv = await page.request.get((await link.getAttribute('href'))!);
		// Comments have line breaks.
		const [note, head, ...lines] = parse(await csv.text(), { bom: true, relaxColumnCount: true });
		expect(note!.join()).toContain('Tiêu cực. 90 ngày qua');
		expect(lines).toHaveLength(count);
		expect(new Set(lines.map((line) => line[head!.indexOf('tone')]))).toEqual(new Set(['negative']));
		const excel = page.getByRole('link', { name: /^Tải về dạng Excel.*Các bình luận/ });
		const xlsx = await page.request.get((await excel.getAttribute('href'))!);
		const { sheets } = await readXlsx(new Uint8Array(await xlsx.body()));
		const [, , ...rows] = sheets[0]!.rows;
		const ids = (of: readonly (readonly unknown[])[]) => of.map(([id]) => id);
		expect(ids(rows)).toEqual(ids(lines));
		// In the order of the page.
		const shown = page.getByRole('region', { name: 'Các bình luận' }).locator('article').first();
		expect(await shown.getAttribute('id')).toBe(`t-${lines[0]![0]}`);
	}).toPass({ timeout: 60_000 });
});
