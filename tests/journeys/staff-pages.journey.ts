/** The pages of staff under way: forms that a script sends, a session that ends, a phone. */
import { expect, test } from '@playwright/test';
import { signIn } from '../support/sign-in.ts';

test.use({ locale: 'en-US' });

test('a refused form takes the focus to its summary each time, and keeps what was typed', async ({
	page,
}) => {
	await page.goto('/sign-in/staff');
	await page.evaluate(() => Object.assign(window, { sameDocument: true }));
	const typed = { 'Sign-in name': 'nobody-at-all', Password: 'bảy con cò bay qua đồng', Code: '123456' };
	const field = (name: string) => page.getByRole('textbox', { name, exact: true });
	for (const [name, text] of Object.entries(typed)) await field(name).fill(text);
	for (let i = 0; i < 2; i++) {
		const answered = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await answered;
		await expect(page.getByRole('alert')).toBeFocused();
		await expect(page).toHaveTitle(/^Error: /);
		for (const [name, text] of Object.entries(typed)) await expect(field(name)).toHaveValue(text);
	}
	expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('a form of somebody whose session has ended meanwhile leads to signing in, and back', async ({
	page,
}) => {
	await signIn(page, 'quan-tri');
	await page.goto('/administration/people/invite');
	await page.getByLabel('Sign-in name').fill('ai-do');
	await page.context().clearCookies();
	await page.getByRole('button', { name: 'Make the invitation link' }).click();
	await expect(page).toHaveURL('/sign-in?next=%2Fadministration%2Fpeople%2Finvite');
});

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled, viewport: { width: 320, height: 640 } });

		test("an administrator's header leaves a phone to the page, and its menu leads everywhere", async ({
			page,
		}) => {
			await signIn(page, 'quan-tri');
			const header = page.locator('header');
			expect((await header.boundingBox())!.height).toBeLessThan(120);
			const audit = header.getByRole('link', { name: 'Audit log' });
			await expect(audit).toBeHidden();
			await header.locator('summary').click();
			const { x, width } = (await header.locator('.list').boundingBox())!;
			expect(x).toBeGreaterThanOrEqual(0);
			expect(x + width).toBeLessThanOrEqual(320);
			if (javaScriptEnabled) {
				await page.keyboard.press('Escape');
				await expect(audit).toBeHidden();
				await expect(header.locator('summary')).toBeFocused();
				await page.keyboard.press('Enter');
			}
			await audit.click();
			await expect(page).toHaveURL('/administration/audit');
			await expect(audit).toBeHidden();
			await header.locator('summary').click();
			await header.getByRole('button', { name: 'Sign out' }).click();
			await expect(page).toHaveURL('/sign-out');
		});
	});
}
