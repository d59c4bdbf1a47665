/** What a page says of its own connection is true. */
import { expect, test, type Page } from '@playwright/test';
import { signIn } from '../support/sign-in.ts';

test.use({ locale: 'en-US' });

/** As when somebody turns to another tab, and back. */
async function hide(page: Page, hidden: boolean) {
	await page.evaluate((isHidden) => {
		Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
		document.dispatchEvent(new Event('visibilitychange'));
	}, hidden);
}

test('a page says that it is live, that it rests unseen, that it lost its connection, and is live again', async ({
	page,
}) => {
	await page.clock.install();
	await page.goto('/polls/cham-diem-duong-noi-ban-o');
	await page.locator('#results').scrollIntoViewIfNeeded();
	const status = page.locator('#results .status');
	await expect(status).toContainText('Updating live.');

	await hide(page, true);
	await page.clock.fastForward(29_000);
	await expect(status).toContainText('Updating live.');
	await page.clock.fastForward(2_000);
	await expect(status).toContainText('Updates paused.');

	await page.route('**/results/live', (route) => route.abort());
	await hide(page, false);
	await expect(status).toContainText('Connection lost, reconnecting. Figures as of');
	await page.clock.fastForward(31_000);
	await expect(status).toContainText('Connection lost, reconnecting.');

	await page.unroute('**/results/live');
	await page.clock.fastForward(31_000);
	await expect(status).toContainText('Updating live.');
});

test('a thread and the desk say that they lost their connection, and no more once they have it again', async ({
	page,
}) => {
	await page.clock.install();
	const lose = (stream: string) => page.route(stream, (route) => route.abort());
	await lose('**/comments/live');
	await page.goto('/topics/duong-sa-thoat-nuoc');
	await page.locator('#comments').scrollIntoViewIfNeeded();
	const late = page.getByText('Reconnecting. There may be more comments.');
	await expect(late).toBeVisible();
	await page.unroute('**/comments/live');
	await page.clock.fastForward(31_000);
	await expect(late).toBeHidden();

	await signIn(page, 'dieu-phoi');
	await lose('**/moderation/live');
	await page.goto('/moderation');
	const lost = page.getByText('Connection lost, reconnecting. The counts');
	await expect(lost).toBeVisible();
	await page.unroute('**/moderation/live');
	await page.clock.fastForward(31_000);
	await expect(lost).toBeHidden();
});
