/** An administrator brings the roll and prints letters; whoever gets one signs in with it on a small phone, once. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { confirmImport } from '../support/roll-page.ts';

// Seven pages, each examined for accessibility, on a machine that does other things too.
test.setTimeout(180_000);

async function openPage(browser: Browser, baseURL: string | undefined, locale: string, width: number) {
	const context = await browser.newContext({
		...(baseURL ? { baseURL } : {}),
		locale,
		viewport: { width, height: 700 },
	});
	return context.newPage();
}

async function asAdministrator(page: Page, address: string) {
	await page.goto(`/sign-in/eid?next=${encodeURIComponent(address)}`);
	await page.getByLabel(/Tên mẫu|Sample name/).fill('quan-tri');
	await page.getByRole('button', { name: /Đăng nhập|Sign in/ }).click();
	await expect(page).toHaveURL(new RegExp(`${address}$`));
}

async function expectAccessible(page: Page) {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`),
	).toEqual([]);
	const tooWide = () =>
		page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	await expect.poll(tooWide).toBeLessThanOrEqual(0);
}

const file = (name: string, ...lines: string[]) => ({
	name,
	mimeType: 'text/csv',
	buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`),
});

for (const [locale, number, lost] of [
	['vi-VN', '000199700001', 'số 0 ở đầu'],
	['en-GB', '000199700002', 'leading zeros'],
] as const) {
	test(`from the file to the letter to the vote (${locale})`, async ({ browser, baseURL }) => {
		const office = await openPage(browser, baseURL, locale, 1280);
		await asAdministrator(office, '/administration/roll');
		await expectAccessible(office);

		const upload = async (upload: ReturnType<typeof file>) => {
			await office.locator('input[type=file]').setInputFiles(upload);
			await office.locator('form[enctype] .button').click();
		};
		await upload(
			file('sai.csv', 'Số định danh;Ngày sinh;Khu vực', '199700001;x;y', '1997000010;1/2/1990;Xã Tân Lộc'),
		);
		await expect(office.getByRole('alert')).toBeVisible();
		await expect(office.locator('table')).toContainText(lost);
		await expectAccessible(office);

		await office.goto('/administration/roll');
		await upload(file('dung.csv', 'Số định danh;Ngày sinh;Khu vực', `${number};7/3/1990;Xã Tân Lộc`));
		const confirm = office.getByRole('button', { name: /Xác nhận và nhập|Confirm and import/ });
		await confirm.waitFor();
		await confirmImport(office, () => confirm.click());
		await expectAccessible(office);

		await office.goto('/administration/letters');
		await expectAccessible(office);
		await upload(file('dia-chi.csv', 'Số định danh,Họ tên,Địa chỉ', `${number},Bà Mẫu,"Thôn 1, Xã Tân Lộc"`));
		const letter = office.locator('article');
		await expect(letter).toHaveCount(1);
		await expect(letter).toContainText('Bà Mẫu');
		await expect(letter.locator('svg')).toBeVisible();
		await expectAccessible(office);
		const code = (await letter.locator('.characters').textContent())!.trim();

		const phone = await openPage(browser, baseURL, locale, 320);
		await phone.goto(`/sign-in/letter?next=%2Fpolls%2Fmot-cua-cap-xa#${code.replaceAll('-', '')}`);
		const codeField = phone.locator('input[name=code]');
		await expect(codeField).toHaveValue(code);
		await expect(phone).toHaveURL(/letter\?next=[^#]*$/);
		await expectAccessible(phone);
		await phone.locator('input[name=birth]').fill('8/3/1990');
		await phone.keyboard.press('Enter');
		await expect(phone.getByRole('alert')).toBeVisible();
		await expect(codeField).toHaveValue(code);
		await expectAccessible(phone);
		await phone.locator('input[name=birth]').fill('7/3/1990');
		await phone.keyboard.press('Enter');
		await expect(phone).toHaveURL(/\/polls\/mot-cua-cap-xa$/);
		await phone.locator('#ballot').getByRole('button').first().click();
		await expect(phone.locator('#ballot')).toContainText(/đã được đếm|được ghi nhận|counted/i);

		await phone.goto('/account/email');
		await expect(phone.getByRole('heading', { level: 1 })).toHaveText(/Email liên hệ|E-mail for contact/);
		await expectAccessible(phone);

		const other = await openPage(browser, baseURL, locale, 320);
		await other.goto('/sign-in/letter');
		await other.locator('input[name=code]').fill(code.toLowerCase());
		await other.locator('input[name=birth]').fill('07/03/1990');
		await other.locator('form .button').last().click();
		await expect(other.getByRole('alert')).toContainText(/đã được dùng|has been used/);
		await Promise.all([office, phone, other].map((page) => page.context().close()));
	});
}

test('cases that wait for a person can be reached, and an empty list says so', async ({ page }) => {
	await asAdministrator(page, '/administration/cases');
	await expect(page.locator('main')).toContainText('Không có vụ nào đang chờ');
	await expectAccessible(page);
});
