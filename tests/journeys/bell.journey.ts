/** Notices reach an open page by themselves, once for all tabs of a browser, and only for whoever is signed in. */
import { expect, test } from '@playwright/test';
import { awakenDesk } from '../support/desk-keys.ts';
import { signIn } from '../support/sign-in.ts';

const TOPIC = '/topics/duong-sa-thoat-nuoc';

test.use({ locale: 'en-US' });

const isBell = (url: string) => new URL(url).pathname === '/account/notices/live';

test('a decision rings in every tab through one stream, which ends with the session', async ({
	page,
	context,
	browser,
	baseURL,
}) => {
	const streams: string[] = [];
	context.on('request', (request) => {
		if (isBell(request.url())) streams.push(request.url());
	});
	const text = `The light at the bridge is broken ${Math.random().toString(36).slice(2, 10)}`;
	await signIn(page, 'cd-0811');
	await page.goto(TOPIC);
	if (await page.getByLabel('Display name').isVisible()) await page.getByLabel('Display name').fill('Ba Cầu');
	await page.getByLabel('Your comment').fill(text);
	await page.getByRole('button', { name: 'Send comment' }).click();
	await expect(page.getByText('Your comment has arrived.')).toBeVisible();
	// What there was before has been read.
	await page.goto('/account/comments');
	await page.goto('/integrity');
	const second = await context.newPage();
	await second.goto('/moderation-ledger');
	await expect.poll(() => streams.length).toBeGreaterThan(0);
	const opened = streams.length;

	const moderator = await (await browser.newContext({ baseURL, locale: 'en-US' })).newPage();
	await signIn(moderator, 'dieu-phoi');
	await moderator.goto(`/moderation?q=${encodeURIComponent(text.slice(-8))}`);
	await expect(moderator.getByText(text)).toBeVisible();
	await awakenDesk(moderator);
	await moderator.keyboard.press('f');

	for (const tab of [page, second]) {
		await expect(tab.locator('header .unread')).toContainText('1', { timeout: 20_000 });
		await expect(tab.locator('header [aria-live=polite]')).toHaveText(/1 new notice/);
	}
	expect(streams.length, 'the second tab opened none of its own').toBe(opened);

	// The tab that has the stream closes; the other takes over.
	await page.close();
	await expect.poll(() => streams.length).toBe(opened + 1);
	await second.goto('/account/comments');
	await expect(second.locator('header .unread')).toHaveCount(0);
});

test('whoever is not signed in opens no stream, and downloads nothing for it', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.goto('/integrity');
	await page.waitForLoadState('networkidle');
	expect(asked.filter(isBell)).toEqual([]);
});

test('a page whose connection is lost says that there may be more', async ({ page }) => {
	await page.route('**/account/notices/live', (route) => route.abort());
	await signIn(page, 'cd-0812');
	await page.locator('header summary').click();
	await expect(page.getByText('Reconnecting. There may be more notices.')).toBeVisible();
});
