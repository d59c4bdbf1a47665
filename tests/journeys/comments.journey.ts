/** Speaking, and being read before one is heard: a citizen by phone, a moderator by keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { awakenDesk } from '../support/desk-keys.ts';
import { signIn } from '../support/sign-in.ts';

const TOPIC = '/topics/duong-sa-thoat-nuoc';
const unique = () => Math.random().toString(36).slice(2, 10);

test.use({ locale: 'en-US' });

async function moderator(browser: Browser, baseURL: string, login = 'dieu-phoi'): Promise<Page> {
	const page = await (await browser.newContext({ baseURL, locale: 'en-US' })).newPage();
	await signIn(page, login);
	return page;
}

/** The sign-in keeps the text, the name is asked for once. */
async function comment(page: Page, text: string, name: string) {
	await page.goto(TOPIC);
	if (await page.getByLabel('Display name').isVisible()) await page.getByLabel('Display name').fill(name);
	await page.getByLabel('Your comment').fill(text);
	await page.getByRole('button', { name: 'Send comment' }).click();
	await expect(page.getByText('Your comment has arrived.')).toBeVisible();
}

test('what is typed before signing in is there afterwards, waits, is approved by keyboard, and appears', async ({
	page,
	browser,
	baseURL,
}) => {
	await page.setViewportSize({ width: 320, height: 640 });
	const text = `The drain by the school is blocked again ${unique()}`;
	await page.goto(TOPIC);
	await page.getByLabel('Your comment').fill(text);
	await page.getByRole('button', { name: 'Sign in and send' }).click();
	await page.waitForURL(/\/sign-in\?/);
	await page.goto(`/sign-in/eid?next=${encodeURIComponent(`${TOPIC}#write`)}`);
	await page.locator('[name=login]').fill('cd-0801');
	await page.locator('button').click();
	await page.waitForURL(/topics/);
	await expect(page.getByLabel('Your comment')).toHaveValue(text);
	if (await page.getByLabel('Display name').isVisible()) await page.getByLabel('Display name').fill('Cô Sáu');
	await page.getByRole('button', { name: 'Send comment' }).click();
	await expect(page.getByText('Your comment waits for review; only you can see it.').first()).toBeVisible();

	const reader = await (await browser.newContext({ baseURL, locale: 'en-US' })).newPage();
	await reader.goto(TOPIC);
	await expect(reader.getByText(text)).toHaveCount(0);
	await reader.locator('#comments').scrollIntoViewIfNeeded();

	const desk = await moderator(browser, baseURL!);
	await desk.goto(`/moderation?q=${encodeURIComponent(text.slice(-8))}`);
	await expect(desk.getByText(text)).toBeVisible();
	await awakenDesk(desk);
	await desk.keyboard.press('f');
	await expect(desk.locator('article').getByText('Approved', { exact: true })).toBeVisible();

	// Nothing is moved under somebody's eyes: they are told, and ask for it. Others may be heard before.
	await expect(async () => {
		await reader.getByRole('button', { name: /new comments?$/ }).click({ timeout: 20_000 });
		await expect(reader.getByText(text)).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await page.goto('/account/comments');
	await expect(page.getByText('Your comment was published').first()).toBeVisible();
});

test('a comment that gets lost on the way stays where it was typed, and is sent again', async ({
	page,
	context,
}) => {
	const text =
		`The lamp at the bridge has been dark for weeks ${unique()}. ${'Please mend it. '.repeat(112)}`.trim();
	await signIn(page, 'cd-0807');
	await page.goto(TOPIC);
	if (await page.getByLabel('Display name').isVisible())
		await page.getByLabel('Display name').fill('Chú Tám');
	const field = page.getByLabel('Your comment');
	await field.fill(text);
	// Near the most that is taken, the script of the form counts: it is there.
	await expect(page.getByText(/of 2,000/)).toBeVisible();
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Send comment' }).click();
	await expect(page.getByRole('alert')).toContainText('What you wrote is still here');
	await expect(field).toHaveValue(text);
	await context.setOffline(false);
	await page.getByRole('button', { name: 'Send comment' }).click();
	await expect(page.getByText('Your comment has arrived.')).toBeVisible();
});

test('a rejection says why; one sends it again, or appeals to somebody else', async ({
	page,
	browser,
	baseURL,
}) => {
	const text = `Buy my lottery numbers ${unique()}`;
	await signIn(page, 'cd-0802');
	await comment(page, text, 'Hai Vé Số');
	const desk = await moderator(browser, baseURL!);
	await desk.goto(`/moderation?q=${encodeURIComponent(text.slice(-8))}`);
	await expect(desk.getByText(text)).toBeVisible();
	await awakenDesk(desk);
	await desk.keyboard.press('d');
	await desk.keyboard.press('4');
	await expect(desk.locator('article').getByText('Rejected', { exact: true })).toBeVisible();
	await desk.keyboard.press('u');
	await expect(desk.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
	await desk.keyboard.press('d');
	await desk.keyboard.press('4');
	await expect(desk.locator('article').getByText('Rejected', { exact: true })).toBeVisible();

	await expect(async () => {
		await page.goto('/account/comments');
		await expect(page.getByText('No advertising of goods or services.').first()).toBeVisible({
			timeout: 500,
		});
	}).toPass({ timeout: 20_000 });
	await page.getByText('Appeal', { exact: true }).click();
	await page.getByLabel('Why do you think that the decision is wrong?').fill('It was meant as a joke.');
	await page.getByRole('button', { name: 'Send the appeal' }).click();
	await expect(page.getByText('You have appealed.')).toBeVisible();

	const second = await moderator(browser, baseURL!, 'dieu-phoi-2');
	await second.goto(`/moderation?queue=appeals&q=${encodeURIComponent(text.slice(-8))}`);
	await second.getByRole('button', { name: 'Publish it after all' }).click();
	await expect(second.getByText('Appeal granted')).toBeVisible();
	await page.goto('/account/comments');
	await expect(page.getByText('Your appeal was granted').first()).toBeVisible();
});

test('two moderators at once: the second is told who was faster', async ({ page, browser, baseURL }) => {
	const text = `Which of them is faster ${unique()}`;
	await signIn(page, 'cd-0803');
	await comment(page, text, 'Ba Nhanh');
	const [one, two] = [await moderator(browser, baseURL!), await moderator(browser, baseURL!, 'dieu-phoi-2')];
	for (const desk of [one, two]) {
		await desk.goto(`/moderation?q=${encodeURIComponent(text.slice(-8))}`);
		await awakenDesk(desk);
	}
	await one.keyboard.press('f');
	await expect(one.locator('article').getByText('Approved', { exact: true })).toBeVisible();
	await two.keyboard.press('f');
	await expect(two.getByText(/decided a moment ago: Approved/)).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('one comments, agrees, reports and moderates with forms alone', async ({ page, browser, baseURL }) => {
		const text = `Forms are enough ${unique()}`;
		await signIn(page, 'cd-0804');
		await comment(page, text, 'Bảy Giấy');
		const desk = await (
			await browser.newContext({ baseURL, locale: 'en-US', javaScriptEnabled: false })
		).newPage();
		await signIn(desk, 'dieu-phoi');
		await desk.goto(`/moderation?q=${encodeURIComponent(text.slice(-8))}`);
		await desk.getByRole('button', { name: 'Approve', exact: true }).click();
		// It has left the queue; that it was decided, and what was searched for, is still there.
		await expect(desk.locator('.outcome')).toHaveText('Approved');
		await expect(desk.getByLabel('Search in comments')).toHaveValue(text.slice(-8));

		await signIn(page, 'cd-0805');
		await expect(async () => {
			await page.goto(TOPIC);
			await expect(page.getByText(text)).toBeVisible({ timeout: 500 });
		}).toPass({ timeout: 20_000 });
		const article = page.locator('#comments article', { hasText: text });
		await article.getByRole('button', { name: /^Agree/ }).click();
		await expect(article.getByRole('button', { name: /^Agree/ })).toHaveAttribute('aria-pressed', 'true');
		await article.getByRole('link', { name: /^Report/ }).click();
		await page.getByLabel('Spam').check();
		await page.getByRole('button', { name: 'Send report' }).click();
		await expect(page.getByText('Your report has been sent.')).toBeVisible();
	});
});

for (const javaScriptEnabled of [true, false]) {
	test.describe(
		javaScriptEnabled ? 'private details, with JavaScript' : 'private details, without JavaScript',
		() => {
			test.use({ javaScriptEnabled, viewport: { width: 320, height: 640 } });

			for (const choice of ['Cover and send', 'Send as it is']) {
				test(`are seen before they are sent: ${choice}`, async ({ page }) => {
					const mark = unique();
					await signIn(page, 'cd-0804');
					await page.goto(TOPIC);
					if (await page.getByLabel('Display name').isVisible())
						await page.getByLabel('Display name').fill('Cô Tám');
					await page.getByLabel('Your comment').fill(`Call me at 0912 345 678 about ${mark}`);
					await page.getByRole('button', { name: 'Send comment' }).click();
					const offer = page.getByRole('alert');
					await expect(offer).toContainText(`Call me at […] about ${mark}`);
					await expect(page.getByLabel('Your comment')).toHaveValue(`Call me at 0912 345 678 about ${mark}`);
					if (javaScriptEnabled) {
						const { violations } = await new AxeBuilder({ page }).include('#write').analyze();
						expect(violations.map(({ id }) => id)).toEqual([]);
					}
					await page.getByRole('button', { name: choice }).click();
					await expect(page.locator('.said')).toContainText('Your comment has arrived.');
					await page.goto('/account/comments');
					const own = page.locator('article', { hasText: mark });
					if (choice === 'Send as it is') {
						await expect(own).toContainText('0912 345 678');
						await expect(own).toContainText('It may contain a telephone number');
					} else {
						await expect(own).toContainText('Call me at […] about');
						await expect(own).not.toContainText('0912');
					}

					// The same when it is changed.
					await own.getByText('Change it', { exact: true }).click();
					await own.getByLabel('Your comment').fill(`Now at 0987 654 321 about ${mark}`);
					await own.getByRole('button', { name: 'Send the new text' }).click();
					await expect(own.getByRole('alert')).toContainText(`Now at […] about ${mark}`);
					await expect(own.getByLabel('Your comment')).toHaveValue(`Now at 0987 654 321 about ${mark}`);
					await own.getByRole('button', { name: choice }).click();
					await expect(own.locator('.said')).toContainText('Your comment has arrived.');
					await expect(own).toContainText(
						choice === 'Send as it is' ? 'Now at 0987 654 321 about' : 'Now at […] about',
					);
				});
			}
		},
	);
}
