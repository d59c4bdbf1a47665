/**
 * `npm run picture`: takes the README's picture, docs/poll-page.webp, of the poll page of a running demo
 * (PORT, default 3000), as a reader in Vietnamese sees it after answering. CHROMIUM_PATH names the browser, if it is not Playwright's.
 */
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { explain, Failure } from './support/failure.mjs';

const OUT = path.resolve(import.meta.dirname, '../docs/poll-page.webp');
/** Bytes: a README is read on phones too. */
const MOST = 150_000;
const POLL = '/polls/nguoi-tai-khu-vuc-cong';

try {
	await takePicture(`http://localhost:${process.env.PORT ?? 3000}`);
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}

async function takePicture(baseURL: string): Promise<void> {
	const executablePath = process.env.CHROMIUM_PATH;
	const browser = await chromium.launch({
		...(executablePath ? { executablePath } : {}),
		args: ['--no-sandbox', '--disable-gpu'],
	});
	try {
		const page = await browser.newPage({
			baseURL,
			locale: 'vi-VN',
			timezoneId: 'Asia/Ho_Chi_Minh',
			colorScheme: 'light',
			reducedMotion: 'reduce',
			viewport: { width: 1100, height: 1420 },
		});
		await page.goto(POLL).catch(() => {
			throw new Failure(`Nothing answers at ${baseURL}. Start a demo first: npm run demo`);
		});
		await page.locator('#ballot').getByRole('button').nth(1).click();
		await page.locator('#ballot', { hasText: 'đã được đếm' }).waitFor();
		await page.locator('#results canvas').first().waitFor();
		await page.evaluate(() => document.fonts.ready);
		await page.evaluate(() => window.scrollTo(0, 0));
		writeFileSync(OUT, await asWebp(page, await page.screenshot()));
	} finally {
		await browser.close();
	}
	const { size } = statSync(OUT);
	console.log(`${path.relative(process.cwd(), OUT)}: ${Math.round(size / 1000)} kB`);
	if (size > MOST) throw new Failure(`That is more than ${MOST / 1000} kB. Make the window smaller.`);
}

/** A third of the bytes; the browser has the encoder. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
	const blank = await page.context().browser()!.newPage();
	const url = await blank.evaluate(
		async (source) => {
			const image = new Image();
			image.src = source;
			await image.decode();
			const canvas = document.createElement('canvas');
			[canvas.width, canvas.height] = [image.width, image.height];
			canvas.getContext('2d')!.drawImage(image, 0, 0);
			return canvas.toDataURL('image/webp', 0.85);
		},
		`data:image/png;base64,${png.toString('base64')}`,
	);
	return Buffer.from(url.split(',')[1]!, 'base64');
}
