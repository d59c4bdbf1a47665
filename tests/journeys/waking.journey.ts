/** Parts of a page whose script comes when their reader does: until then, and while it comes, nothing is lost. */
import { expect, test } from '@playwright/test';
import { signIn } from '../support/sign-in.ts';

const TOPIC = '/topics/duong-sa-thoat-nuoc';

test.use({ locale: 'en-US' });

test('what is typed while the script is on its way stays, and is sent by it', async ({ page }) => {
	await signIn(page, 'cd-0821');
	await page.goto(TOPIC, { waitUntil: 'networkidle' });
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	let asked = 0;
	await page.route('**/_app/immutable/chunks/*.js', async (route) => {
		asked++;
		await released;
		await route.continue();
	});
	const text = `The culvert by the school is blocked ${Math.random().toString(36).slice(2, 10)}`;
	await page.getByLabel('Display name').fill('Năm Cống');
	await page.getByLabel('Your comment').fill(text);
	await expect.poll(() => asked).toBeGreaterThan(0);
	const came = page.waitForResponse(/\/_app\/immutable\/chunks\//);
	release();
	await came;
	const sent = page.waitForRequest((request) => request.method() === 'POST');
	await expect(async () => {
		await expect(page.getByLabel('Display name')).toHaveValue('Năm Cống', { timeout: 100 });
		await expect(page.getByLabel('Your comment')).toHaveValue(text, { timeout: 100 });
	}).toPass();
	await page.getByRole('button', { name: 'Send comment' }).click();
	expect(new URLSearchParams((await sent).postData()!).get('name')).toBe('Năm Cống');
	await expect(page.getByText('Your comment has arrived.')).toBeVisible();
	await expect(page.getByText(text)).toBeVisible();
});

test('a part that its script never reaches goes on working as a form does', async ({ page }) => {
	await signIn(page, 'cd-0822');
	await page.goto(TOPIC, { waitUntil: 'networkidle' });
	await page.route('**/_app/immutable/**', (route) => route.abort());
	const text = `No light on the bridge ${Math.random().toString(36).slice(2, 10)}`;
	await page.getByLabel('Display name').fill('Sáu Cầu');
	await page.getByLabel('Your comment').fill(text);
	await page.getByRole('button', { name: 'Send comment' }).click();
	await expect(page.getByText('Your comment has arrived.')).toBeVisible();
	await expect(page.getByText(text)).toBeVisible();
});

test('a page made in the browser has its parts whole, and follows its address', async ({ page }) => {
	await page.goto('/topics', { waitUntil: 'networkidle' });
	await page.locator(`a[href="${TOPIC}"]`).first().click();
	await expect(page.locator('#comments article').first()).toBeVisible();
	await page.locator('a[href^="/polls/"]').first().click();
	await page.waitForURL(/\/polls\//);
	await expect(page.locator('#results-heading')).toBeVisible();
	await page.goBack();
	await expect(page.locator('#comments article').first()).toBeVisible();
});
