/** What is written here is read elsewhere: in readers of feeds, in search engines, in other people's articles. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';

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
