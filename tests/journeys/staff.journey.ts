/** Staff: invited by a link, two factors, and in again with them. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

const PASSWORD = 'bảy con cò bay qua đồng';

test.use({ locale: 'en-US' });

/** As an administrator with a shell does it. */
async function invite(baseURL: string, role = 'moderator') {
	const login = `nguoi-${randomBytes(4).toString('hex')}`;
	const args = ['--import', 'tsx', 'scripts/staff.ts', 'invite', '--login', login, '--role', role];
	const env = { ...process.env, ORIGIN: baseURL, DATABASE_URL: process.env.JOURNEYS_DATABASE };
	const { stdout } = await promisify(execFile)(process.execPath, args, { env });
	return { login, link: /http\S+/.exec(stdout)![0] };
}

/** A device with a fingerprint reader, as the browser's own tools pretend it. */
async function withAuthenticator(page: Page, isUserVerified = true) {
	const client = await page.context().newCDPSession(page);
	await client.send('WebAuthn.enable');
	const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified,
			automaticPresenceSimulation: true,
		},
	});
	return (verified: boolean) =>
		client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: verified });
}

const codeOf = (secret: string, at = Date.now()) =>
	new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp: at });

/** Who is signed in sees their own security page. */
async function expectSignedIn(page: Page, isIn: boolean) {
	const response = await page.goto('/account/security');
	expect(new URL(response!.url()).pathname).toBe(isIn ? '/account/security' : '/sign-in');
}

test('one is invited, makes a passkey, keeps ten codes, and signs in with the passkey', async ({
	page,
	baseURL,
}) => {
	const verify = await withAuthenticator(page);
	const { link } = await invite(baseURL!);
	await page.goto(link);
	await page.getByRole('button', { name: 'Make a passkey' }).click();
	await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
	await page.getByRole('textbox', { name: 'Your name' }).fill('Phạm Thị Duyệt');
	await page.getByRole('button', { name: 'Make a passkey' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your recovery codes');
	await expect(page.locator('main ol code')).toHaveCount(10);
	await expectSignedIn(page, true);

	await page.goto(link);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation is over');

	await page.context().clearCookies();
	await page.goto('/sign-in/staff?next=/account/security');
	await verify(false);
	await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
	await expect(page.getByRole('status')).toContainText('You stopped');
	await verify(true);
	await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
	await expect(page).toHaveURL('/account/security');

	await page.goto('/sign-in/again?next=/account/security');
	await page.getByRole('button', { name: 'Confirm with a passkey' }).click();
	await expect(page).toHaveURL('/account/security');
});

test('an administrator invites, gives and takes roles, and shuts somebody out', async ({
	page,
	browser,
	baseURL,
}) => {
	await withAuthenticator(page);
	const { link } = await invite(baseURL!, 'administrator');
	await page.goto(link);
	await page.getByRole('textbox', { name: 'Your name' }).fill('Trần Quản Trị');
	await page.getByRole('button', { name: 'Make a passkey' }).click();
	await expect(page.locator('main ol code')).toHaveCount(10);

	await page.goto('/administration/people/invite');
	const login = `moi-${randomBytes(4).toString('hex')}`;
	await page.getByLabel('Sign-in name').fill(login);
	await page.getByRole('combobox', { name: 'Role' }).selectOption('editor');
	await page.getByRole('button', { name: 'Make the invitation link' }).click();
	const shown = await page.getByRole('textbox', { name: 'Invitation link' }).inputValue();
	expect(shown).toMatch(/\/invitation\/[\w-]{43}$/);
	await expect(page.getByRole('main')).toContainText(login);

	const theirs = await browser.newContext({ locale: 'en-US' });
	const other = await theirs.newPage();
	await withAuthenticator(other);
	await other.goto(shown);
	await other.getByRole('textbox', { name: 'Your name' }).fill(`Người Mới ${login}`);
	await other.getByRole('button', { name: 'Make a passkey' }).click();
	await expect(other.locator('main ol code')).toHaveCount(10);

	await page.goto('/administration/people');
	await page.getByRole('searchbox').fill(`nguoi moi ${login}`);
	await page.getByRole('button', { name: 'Find', exact: true }).click();
	await page.getByRole('link', { name: `Người Mới ${login}` }).click();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect.soft(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
	}
	await page.setViewportSize({ width: 320, height: 640 });
	const tooWide = () =>
		page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	await expect.poll(tooWide).toBeLessThanOrEqual(0);
	await page.getByRole('combobox', { name: 'Role' }).selectOption('moderator');
	await page.getByRole('button', { name: 'Add the role' }).click();
	await expect(page.getByRole('status')).toContainText('The role was added.');
	await page.getByRole('button', { name: 'Remove the role editor, everywhere' }).click();
	await expect(page.getByRole('status')).toContainText('The role was removed.');
	await expectSignedIn(other, true);
	await page.getByRole('button', { name: 'Disable the account' }).click();
	await expect(page.getByRole('status')).toContainText('disabled');
	await expectSignedIn(other, false);
	await theirs.close();
});

test('an answer of a passkey counts once', async ({ page, baseURL }) => {
	await withAuthenticator(page);
	const { link } = await invite(baseURL!);
	await page.goto(link);
	await page.getByRole('textbox', { name: 'Your name' }).fill('Phạm Thị Duyệt');
	await page.getByRole('button', { name: 'Make a passkey' }).click();
	await expect(page.locator('main ol code')).toHaveCount(10);
	await page.context().clearCookies();
	await page.goto('/sign-in/staff');
	const posted = page.waitForRequest((request) => request.url().includes('?/passkey'));
	await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
	const request = await posted;
	const { cookie } = await request.allHeaders();
	await expect(page).toHaveURL('/');
	const again = await fetch(request.url(), {
		method: 'POST',
		redirect: 'manual',
		headers: {
			cookie: cookie!,
			origin: baseURL!,
			'content-type': 'application/x-www-form-urlencoded',
			accept: 'text/html',
		},
		body: request.postData(),
	});
	expect(again.status).toBe(400);
	expect(again.headers.getSetCookie().join()).not.toMatch(/(^|,)s=/);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('one sets up a password and an app, and signs in with them', async ({ page, baseURL }) => {
		const { link, login } = await invite(baseURL!);
		await page.goto(link);
		const secret = (await page.locator('main code').first().textContent())!;
		const fill = async (password: string, code: string) => {
			await page.getByRole('textbox', { name: 'Password' }).fill(password);
			await page.getByLabel('Code from the app').fill(code);
			await page.getByRole('button', { name: 'Save and go on' }).click();
		};
		await page.getByRole('textbox', { name: 'Your name' }).fill('Phạm Thị Duyệt');
		await fill('matkhau123456', codeOf(secret));
		await expect(page.getByRole('alert')).toContainText('easy to guess');
		await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Phạm Thị Duyệt');
		// The step before this one: the app will have shown another code by the time of signing in.
		await fill(PASSWORD, codeOf(secret, Date.now() - 30_000));
		await expect(page.locator('main ol code')).toHaveCount(10);
		const spare = (await page.locator('main ol code').first().textContent())!;

		await page.context().clearCookies();
		const signIn = async (password: string, code: string) => {
			await page.goto('/sign-in/staff?next=/account/security');
			await page.getByLabel('Sign-in name').fill(login);
			await page.getByRole('textbox', { name: 'Password' }).fill(password);
			await page.getByRole('textbox', { name: 'Code', exact: true }).fill(code);
			await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		};
		await signIn('không phải mật khẩu này', codeOf(secret));
		await expect(page.getByRole('alert')).toContainText('is not right');
		await expect(page.getByLabel('Sign-in name')).toHaveValue(login);
		await expectSignedIn(page, false);
		await signIn(PASSWORD, codeOf(secret));
		await expect(page).toHaveURL('/account/security');

		await page.context().clearCookies();
		await signIn(PASSWORD, spare);
		await expect(page).toHaveURL('/account/security');
		await page.context().clearCookies();
		await signIn(PASSWORD, spare);
		await expect(page.getByRole('alert')).toContainText('is not right');
	});
});

for (const lang of ['vi', 'en'] as const) {
	test(`the pages of staff (${lang}) are accessible in both themes and fit 320 px`, async ({
		page,
		context,
		baseURL,
	}) => {
		const { link } = await invite(baseURL!, 'administrator');
		await context.addCookies([{ name: 'lang', value: lang, url: baseURL! }]);
		for (const address of ['/sign-in/staff', link]) {
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.setViewportSize({ width: 1024, height: 768 });
				await page.emulateMedia({ colorScheme });
				await page.goto(address);
				const { violations } = await new AxeBuilder({ page }).analyze();
				expect.soft(violations.map(({ id, nodes }) => `${address} ${id} ${nodes[0]?.target}`)).toEqual([]);
				await page.setViewportSize({ width: 320, height: 640 });
				const tooWide = () =>
					page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
				await expect.poll(tooWide).toBeLessThanOrEqual(0);
			}
		}
	});
}
