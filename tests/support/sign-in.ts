import type { Page } from '@playwright/test';

/** Through the demo's identity provider, as one of the sample people, in a journey. @param next where it leads afterwards */
export async function signIn(page: Page, login: string, next = '/'): Promise<void> {
	await page.goto(`/sign-in/eid?next=${encodeURIComponent(next)}`);
	await page.locator('[name=login]').fill(login);
	await page.locator('button').click();
	await page.waitForURL(new URL(next, process.env.JOURNEYS_ORIGIN).href);
}
