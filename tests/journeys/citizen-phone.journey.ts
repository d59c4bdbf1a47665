/** A citizen with a small phone, in either language: comments, waits, is read; is refused with a reason, tries again, appeals. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import en from '../../src/lib/i18n/messages/en.json' with { type: 'json' };
import vi from '../../src/lib/i18n/messages/vi.json' with { type: 'json' };
import { awakenDesk } from '../support/desk-keys.ts';
import { signIn } from '../support/sign-in.ts';

const TOPIC = '/topics/duong-sa-thoat-nuoc';
const unique = () => Math.random().toString(36).slice(2, 10);

/** A moderator in English, who decides on whatever has the word. */
async function openDesk(browser: Browser, baseURL: string, login: string) {
	const page = await (await browser.newContext({ baseURL, locale: 'en-US' })).newPage();
	await signIn(page, login);
	return {
		page,
		async decide(word: string, keys: string[]) {
			await page.goto(`/moderation?q=${word}`);
			await expect(page.locator('article')).toHaveCount(1);
			await awakenDesk(page);
			for (const key of keys) await page.keyboard.press(key);
			await expect(page.locator('.outcome')).toBeVisible();
		},
	};
}

for (const { locale, m, login } of [
	{ locale: 'vi-VN', m: vi, login: 'cd-0811' },
	{ locale: 'en-US', m: en, login: 'cd-0812' },
]) {
	test.describe(`in ${locale}, 360 px wide`, () => {
		test.use({ locale, viewport: { width: 360, height: 740 } });

		async function say(page: Page, text: string) {
			await page.goto(TOPIC);
			const name = page.getByLabel(m.comment_name);
			if (await name.isVisible()) await name.fill(`Người thử ${login}`);
			await page.getByLabel(m.comment_body).fill(text);
			await page.getByRole('button', { name: m.comment_send, exact: true }).click();
			await expect(page.getByText(m.comment_said_held)).toBeVisible();
		}
		const fits = async (page: Page) =>
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		/** A decision takes effect some seconds after it was made. */
		async function eventually(page: Page, address: string, text: string) {
			await expect(async () => {
				await page.goto(address);
				await expect(page.getByText(text).first()).toBeVisible({ timeout: 500 });
			}).toPass({ timeout: 30_000 });
		}

		test('what is said waits, and appears', async ({ page, browser, baseURL }) => {
			const word = unique();
			const text = `Đèn đường trước trạm xá tắt ba tuần nay ${word}`;
			await signIn(page, login);
			await say(page, text);
			await expect(page.getByText(m.comment_own_waiting).first()).toBeVisible();
			await fits(page);
			const desk = await openDesk(browser, baseURL!, 'dieu-phoi');
			await desk.decide(word, ['f']);
			await eventually(page, '/account/comments', m.notice_to_published);
			await fits(page);
			await page.goto(TOPIC);
			await expect(page.locator('#comments article', { hasText: text })).toBeVisible();
			await desk.page.context().close();
		});

		test('what is refused says why, is sent again, refused again, and appealed', async ({
			page,
			browser,
			baseURL,
		}) => {
			const word = unique();
			await signIn(page, login);
			await say(page, `Bán rau sạch tận nhà, ai mua gọi tôi ${word}`);
			const desk = await openDesk(browser, baseURL!, 'dieu-phoi');
			await desk.decide(word, ['d', '4']);
			await eventually(page, '/account/comments', m.comment_rule_advertising);
			const own = page.locator('main article', { hasText: word });
			await expect(own.getByText(m.comment_state_rejected)).toBeVisible();
			await fits(page);

			await own.getByText(m.own_resubmit, { exact: true }).click();
			await own.getByLabel(m.comment_body).fill(`Chợ xã nên có chỗ cho người bán rau ${word}`);
			await own.getByRole('button', { name: m.own_send }).click();
			await expect(own.getByText(m.comment_state_held)).toBeVisible();
			await desk.decide(word, ['d', '6']);
			await eventually(page, '/account/comments', m.comment_rule_off_topic);
			// Once, and then not again.
			await expect(own.getByText(m.own_resubmit, { exact: true })).toHaveCount(0);

			await own.getByText(m.own_appeal, { exact: true }).click();
			await own.getByLabel(m.own_appeal_words).fill('Chợ nằm trên con đường này.');
			await own.getByRole('button', { name: m.own_appeal_send }).click();
			await expect(page.getByText(m.own_appealed)).toBeVisible();
			await fits(page);
			const second = await openDesk(browser, baseURL!, 'dieu-phoi-2');
			await second.page.goto(`/moderation?queue=appeals&q=${word}`);
			await second.page.getByRole('button', { name: en.moderation_overturn }).click();
			await expect(second.page.locator('.outcome')).toHaveText(en.moderation_done_overturn);
			await eventually(page, '/account/comments', m.own_appeal_overturned);
			for (const { page: theirs } of [desk, second]) await theirs.context().close();
		});
	});
}
