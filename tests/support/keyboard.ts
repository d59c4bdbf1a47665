/** Somebody who has a keyboard and a narrow window, and nothing else. */
import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';

export interface Reader {
	locale: 'vi-VN' | 'en-GB';
	colorScheme: 'light' | 'dark';
}

export async function openPhone(
	browser: Browser,
	baseURL: string | undefined,
	reader: Reader,
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({
		...(baseURL ? { baseURL } : {}),
		...reader,
		reducedMotion: 'reduce',
		viewport: { width: 320, height: 640 },
	});
	return { page: await context.newPage(), context };
}

/** Presses Tab until `wanted` has the focus, and sees to it that one can see where the focus is on the way. */
export async function tabTo(wanted: Locator): Promise<void> {
	const page = wanted.page();
	await expect(wanted).toBeVisible();
	await expectFits(page);
	const isThere = () => wanted.evaluate((element) => element === document.activeElement);
	// A form that was refused, and the provider's, put the focus where it is wanted.
	for (let presses = 0; !(await isThere()); presses++) {
		if (presses === 120) throw new Error(`Tab never leads to ${String(wanted)} on ${page.url()}`);
		await page.keyboard.press('Tab');
		const hidden = await page.evaluate(() => {
			const element = document.activeElement;
			if (!element || element === document.body) return '';
			const { width, height } = element.getBoundingClientRect();
			const isShown = width > 0 && height > 0 && getComputedStyle(element).outlineStyle !== 'none';
			return isShown ? '' : element.outerHTML.slice(0, 200);
		});
		expect(hidden, `the focus cannot be seen on ${page.url()}`).toBe('');
	}
}

export async function pressOn(wanted: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
	await tabTo(wanted);
	await wanted.page().keyboard.press(key);
}

export async function typeInto(wanted: Locator, text: string): Promise<void> {
	await tabTo(wanted);
	await wanted.page().keyboard.press('Control+A');
	await wanted.page().keyboard.type(text);
}

/** Nothing to scroll sideways. */
async function expectFits(page: Page): Promise<void> {
	const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	await expect.poll(tooWide, { message: `pixels too wide: ${page.url()}` }).toBeLessThanOrEqual(0);
}
