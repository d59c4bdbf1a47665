/** What an official takes along: page and file say the same. */
import { expect, test } from '@playwright/test';
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
