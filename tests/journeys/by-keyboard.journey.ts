/**
 * One person, one vote, as a stranger would try it: by keyboard alone, on 320 px, in both languages, in light and dark.
 * A citizen votes and finds no second vote; an administrator brings the roll, posts letters, invites and dismisses.
 */
import { randomInt } from 'node:crypto';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { confirmImport } from '../support/roll-page.ts';
import { openPhone, pressOn, tabTo, typeInto, type Reader } from '../support/keyboard.ts';

test.setTimeout(180_000);

const POLL = '/polls/mot-cua-cap-xa';
const READERS: (Reader & { citizen: string })[] = [
	{ locale: 'vi-VN', colorScheme: 'light', citizen: 'cd-0711' },
	{ locale: 'en-GB', colorScheme: 'dark', citizen: 'cd-0712' },
];

async function signIn(page: Page, login: string) {
	await pressOn(page.getByRole('link', { name: /định danh điện tử mẫu|sample electronic identity/i }));
	await typeInto(page.getByLabel(/Tên mẫu|Sample name/), login);
	await page.keyboard.press('Enter');
}

async function vote(context: BrowserContext, baseURL: string, choice: number): Promise<number> {
	const answer = await context.request.post(`/api/v1${POLL}/votes`, {
		data: { choices: [choice] },
		headers: { origin: baseURL },
	});
	return answer.status();
}

const file = (name: string, ...lines: string[]) => ({
	name,
	mimeType: 'text/csv',
	buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`),
});

for (const reader of READERS) {
	test.describe(`${reader.locale}, ${reader.colorScheme}`, () => {
		test('a citizen votes once, whatever they try', async ({ browser, baseURL }) => {
			const { page, context } = await openPhone(browser, baseURL, reader);
			await page.goto(POLL);
			await pressOn(page.getByRole('link', { name: /Đăng nhập để bỏ phiếu|Sign in to vote/ }));
			await expect(page).toHaveURL(/\/sign-in\?/);
			await signIn(page, reader.citizen);
			await expect(page).toHaveURL(POLL);
			await pressOn(page.locator('#ballot').getByRole('button').first());
			await expect(page.locator('#ballot')).toContainText(/đã được đếm|counted/i);

			// Others vote on this poll at the same time, so what is compared is how often this person counts.
			const other = await openPhone(browser, baseURL, reader);
			await other.page.goto(`/sign-in?next=${POLL}`);
			await signIn(other.page, reader.citizen);
			await expect(other.page.locator('#ballot')).toContainText(/Bạn đã trả lời|You answered/);
			const tries = [context, other.context, context, other.context].map((who, i) =>
				vote(who, baseURL!, 1 + (i % 2)),
			);
			expect(await Promise.all(tries), 'two tabs at once change the one vote').toEqual([200, 200, 200, 200]);

			await page.goto('/account/delete');
			await pressOn(page.getByRole('checkbox'), 'Space');
			await pressOn(page.getByRole('button', { name: /^(Xóa tài khoản|Delete my account)$/ }));
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Đã xóa tài khoản|deleted/);
			expect(await vote(other.context, baseURL!, 1), 'the other device is signed out too').toBe(401);
			await page.goto(`/sign-in?next=${POLL}`);
			await signIn(page, reader.citizen);
			await expect(page.locator('#ballot')).toContainText(/Bạn đã trả lời|You answered/);
			expect(await vote(context, baseURL!, 2), 'whoever comes back changes the vote they have').toBe(200);
			await Promise.all([context.close(), other.context.close()]);
		});

		test('an administrator brings the roll, posts a letter, invites a moderator and dismisses them', async ({
			browser,
			baseURL,
		}) => {
			const { page, context } = await openPhone(browser, baseURL, reader);
			await page.goto('/sign-in?next=/administration/roll');
			await signIn(page, 'quan-tri');
			await expect(page).toHaveURL('/administration/roll');
			const number = `0000${String(randomInt(10 ** 8)).padStart(8, '0')}`;
			const upload = async (made: ReturnType<typeof file>, button: RegExp) => {
				await tabTo(page.locator('input[type=file]'));
				// The system's own window takes the keys from here on.
				await page.locator('input[type=file]').setInputFiles(made);
				await pressOn(page.getByRole('button', { name: button }));
			};
			const roll = file('ds.csv', 'Số định danh;Ngày sinh;Khu vực', `"${number}";7/3/1990;Xã Tân Lộc`);
			await upload(roll, /Đọc tệp|Read the file/);
			const confirm = page.getByRole('button', { name: /Xác nhận và nhập|Confirm and import/ });
			await confirm.waitFor();
			await confirmImport(page, () => pressOn(confirm));

			await page.goto('/administration/letters');
			await upload(
				file('dc.csv', 'Số định danh,Họ tên,Địa chỉ', `${number},Bà Mẫu,Thôn 1`),
				/Tạo mã|Make codes/,
			);
			const code = (await page.locator('article .characters').textContent())!.trim();
			await tabTo(page.getByRole('link', { name: /Tạo thêm thư|Make more/ }));

			const citizen = await openPhone(browser, baseURL, reader);
			await citizen.page.goto(`/sign-in/letter?next=${POLL}`);
			await typeInto(citizen.page.locator('[name=code]'), code);
			await typeInto(citizen.page.locator('[name=birth]'), '8/3/1990');
			await citizen.page.keyboard.press('Enter');
			await expect(citizen.page.getByRole('alert')).toBeFocused();
			await typeInto(citizen.page.locator('[name=birth]'), '7/3/1990');
			await citizen.page.keyboard.press('Enter');
			await expect(citizen.page).toHaveURL(POLL);

			await page.goto('/administration/people/invite');
			const login = `ban-phim-${randomInt(10 ** 6)}`;
			await typeInto(page.getByLabel(/Tên đăng nhập|Sign-in name/), login);
			await page.keyboard.press('Enter');
			const link = await page.locator('main input[readonly]').inputValue();

			const moderator = await openPhone(browser, baseURL, reader);
			const client = await moderator.context.newCDPSession(moderator.page);
			await client.send('WebAuthn.enable');
			await client.send('WebAuthn.addVirtualAuthenticator', {
				options: {
					protocol: 'ctap2',
					transport: 'internal',
					hasResidentKey: true,
					hasUserVerification: true,
					isUserVerified: true,
					automaticPresenceSimulation: true,
				},
			});
			await moderator.page.goto(link);
			const name = `Phím ${login}`;
			await typeInto(moderator.page.getByRole('textbox', { name: /Tên của bạn|Your name/ }), name);
			await pressOn(moderator.page.getByRole('button', { name: /Tạo khóa truy cập|Make a passkey/ }));
			await expect(moderator.page.locator('main ol code')).toHaveCount(10);
			const spare = (await moderator.page.locator('main ol code').first().textContent())!;
			await moderator.page.goto('/moderation');
			await expect(moderator.page).toHaveURL('/moderation');
			expect(await vote(moderator.context, baseURL!, 1), 'staff are no citizens').toBe(401);

			await page.goto('/administration/people');
			await typeInto(page.getByRole('searchbox').or(page.locator('[name=q]')).first(), name);
			await page.keyboard.press('Enter');
			await pressOn(page.getByRole('link', { name, exact: true }));
			await pressOn(page.getByRole('button', { name: /Bỏ vai trò|Remove the role/ }));
			await expect(page.getByRole('status').filter({ hasText: /Đã bỏ vai trò|was removed/ })).toBeVisible();
			await moderator.page.goto('/moderation');
			await expect(moderator.page.getByRole('heading', { level: 1 })).toHaveText(
				/Bạn không mở được trang này|You may not open this page/,
			);

			await moderator.page.goto('/administration/people/invite');
			await tabTo(moderator.page.getByRole('link', { name: /Về danh sách thăm dò|Go to the polls/ }));
			expect(
				(await moderator.page.locator('header').boundingBox())!.height,
				'it has its styles',
			).toBeLessThan(120);

			// The phone with the passkey is gone: a recovery code opens the page for another, and no more.
			await moderator.context.clearCookies();
			await moderator.page.goto('/sign-in/staff');
			await pressOn(moderator.page.getByRole('link', { name: /Mất khóa truy cập|Passkey lost/ }));
			await typeInto(moderator.page.getByLabel(/Tên đăng nhập|Sign-in name/), login);
			await typeInto(moderator.page.getByLabel(/Mã dự phòng|Recovery code/), spare);
			await moderator.page.keyboard.press('Enter');
			await expect(moderator.page).toHaveURL('/account/security');
			await expect(moderator.page.getByRole('button', { name: /Gỡ bỏ|Remove/ })).toHaveCount(0);
			await tabTo(moderator.page.getByRole('button', { name: /Thêm khóa truy cập|Add a passkey/ }));
			await Promise.all([context, citizen.context, moderator.context].map((each) => each.close()));
		});
	});
}
