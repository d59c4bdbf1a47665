import { expect, test, type Page } from '@playwright/test';

const OPEN = '/polls/nguoi-tai-khu-vuc-cong';
const RATING = '/polls/cham-diem-duong-noi-ban-o';
const SEVERAL = '/polls/viec-can-chan-chinh-truoc';
const AFTER_VOTE = '/polls/gio-mo-cua-mot-cua';
const CLOSED = 'nop-ho-so-cach-nao';

const ballot = (page: Page) => page.locator('#ballot');
const choices = (page: Page) => ballot(page).locator('button[name=choice]');
const COUNTED = 'Your answer has been counted.';
const CHANGED = 'Your new answer is counted in place of the earlier one.';

/** The journeys read the English page; that the other language works is a journey of its own. */
test.use({ locale: 'en-US' });

/** Until the page listens, a tap would be an ordinary form's, which is another journey. */
async function openLive(page: Page, address: string) {
	const streaming = page.waitForRequest(/\/results\/live$/);
	await page.goto(address, { waitUntil: 'domcontentloaded' });
	// The stream begins when somebody looks at the results.
	await page.locator('#results').scrollIntoViewIfNeeded();
	await streaming;
}

test('an answer takes one tap, and can be changed', async ({ page }) => {
	await openLive(page, OPEN);
	await choices(page).first().click();
	await expect(ballot(page).locator('.outcome')).toHaveText(COUNTED);
	const first = await ballot(page).locator('.answered').textContent();

	await ballot(page).getByRole('link', { name: 'Change your answer' }).click();
	// Whoever is known sees the options in an order of their own, so the second may be the one that was chosen.
	await choices(page).and(page.locator(':not(.chosen)')).first().click();
	await expect(ballot(page).locator('.outcome')).toHaveText(CHANGED);
	await expect(ballot(page).locator('.answered')).not.toHaveText(first!);

	await page.reload();
	await expect(ballot(page).locator('.answered')).not.toHaveText(first!);
	await expect(choices(page)).toHaveCount(0);
});

test("one person's answer moves another person's chart within two seconds", async ({ browser }) => {
	const [mine, theirs] = await Promise.all([browser.newContext(), browser.newContext()]);
	const [voter, watcher] = await Promise.all([mine.newPage(), theirs.newPage()]);
	await Promise.all([openLive(voter, RATING), openLive(watcher, RATING)]);
	const figures = watcher.locator('#results');
	await expect(figures.locator('svg.live')).toBeVisible();
	const tables = figures.locator('tfoot');
	const before = await tables.allTextContents();
	await choices(voter).first().click();
	await expect.poll(() => tables.allTextContents(), { timeout: 2_000, intervals: [50] }).not.toEqual(before);
	await Promise.all([mine.close(), theirs.close()]);
});

test('results that are shown after answering appear with the answer, and not before', async ({ page }) => {
	await page.goto(AFTER_VOTE);
	await expect(page.locator('#results')).toContainText('Results appear once you have answered.');
	await expect(page.locator('#results table')).toHaveCount(0);
	await choices(page).first().click();
	await expect(page.locator('#results table').first()).toBeAttached();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('one can answer, change the answer and read the results', async ({ page }) => {
		await page.goto(OPEN);
		await choices(page).first().click();
		await expect(ballot(page)).toContainText(COUNTED);
		await expect(page.locator('#results')).toContainText('%');
		await ballot(page).getByRole('link', { name: 'Change your answer' }).click();
		// A stranger and a known browser see the options in orders of their own.
		await page.locator('#ballot button[name=choice]:not(.chosen)').first().click();
		await expect(ballot(page)).toContainText(CHANGED);
		await page.getByRole('link', { name: 'Full results page' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.locator('main')).toContainText('%');
	});

	test('one can choose several answers', async ({ page }) => {
		await page.goto(SEVERAL);
		for (const place of [0, 2]) await ballot(page).getByRole('checkbox').nth(place).check();
		await ballot(page).getByRole('button', { name: 'Send answer' }).click();
		await expect(ballot(page)).toContainText(COUNTED);
	});

	test('the language can be switched', async ({ page }) => {
		await page.goto(OPEN);
		await page.getByRole('button', { name: 'Tiếng Việt' }).click();
		await expect(page).toHaveURL(OPEN);
		await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
	});
});

test('one can answer with the keyboard alone, and is told so', async ({ page }) => {
	await openLive(page, OPEN);
	const wanted = choices(page).nth(1);
	for (let presses = 0; presses < 60; presses++) {
		await page.keyboard.press('Tab');
		if (await wanted.evaluate((button) => button === document.activeElement)) break;
	}
	await expect(wanted).toBeFocused();
	const outline = await wanted.evaluate((button) => getComputedStyle(button).outlineStyle);
	expect(outline, 'focus can be seen').not.toBe('none');
	await page.keyboard.press('Enter');
	await expect(ballot(page).getByRole('status')).toHaveText(COUNTED);
	await expect(page.locator('#ballot-heading')).toBeFocused();
});

test('a closed poll refuses a vote', async ({ page }) => {
	await page.goto(`/polls/${CLOSED}`);
	await expect(ballot(page)).toContainText('This poll has closed and takes no more answers.');
	await expect(choices(page)).toHaveCount(0);
	const status = await page.evaluate(async (slug) => {
		const response = await fetch(`/api/v1/polls/${slug}/votes`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"choices":[1]}',
		});
		return [response.status, (await response.json()).code] as const;
	}, CLOSED);
	expect(status).toEqual([410, 'poll-closed']);
});

test('the language switches and stays', async ({ page }) => {
	await page.goto(OPEN);
	const english = await page.getByRole('heading', { level: 1 }).textContent();
	await page.getByRole('button', { name: 'Tiếng Việt' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(english!);
	await page.goto('/');
	await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
});

test('an answer that does not reach the server is kept and can be sent again', async ({ page, context }) => {
	await openLive(page, OPEN);
	await context.setOffline(true);
	await choices(page).first().click();
	await expect(ballot(page).getByRole('alert')).toContainText('The server could not be reached.');
	await context.setOffline(false);
	await ballot(page).getByRole('button', { name: 'Try again' }).click();
	await expect(ballot(page).locator('.outcome')).toHaveText(COUNTED);
});
