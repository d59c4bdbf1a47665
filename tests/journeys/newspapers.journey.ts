/** An administrator lets a newspaper in, gives it a key, and an editor reads where a poll was answered. */
import { createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { startNewspaper } from '../support/newspaper.ts';
import { signIn } from '../support/sign-in.ts';

const POLL = 'cham-diem-duong-noi-ban-o';

test.use({ locale: 'en-US' });

test('a newspaper is entered, refused with words where it is none, and given two keys at most', async ({
	page,
	baseURL,
}) => {
	await signIn(page, 'quan-tri');
	await page.goto('/administration/newspapers');
	const name = `Báo Trẻ ${Date.now()}`;
	await page.getByLabel('Name').fill(name);
	await page.getByLabel('Addresses of its pages').fill('http://bao-tre.example/trang');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('alert')).toContainText('“http://bao-tre.example/trang” cannot be used');
	await page.getByLabel('Addresses of its pages').fill('https://bao-tre.example');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

	for (let i = 0; i < 2; i++) {
		await page.getByRole('button', { name: 'Make a key' }).click();
		await expect(page.getByRole('listitem').getByRole('button', { name: /^End the key/ })).toHaveCount(i + 1);
	}
	expect(await page.getByRole('textbox', { name: 'Secret' }).inputValue()).toMatch(/^[\w-]{43}$/);
	await expect(page.getByRole('button', { name: 'Make a key' })).toHaveCount(0);
	await page
		.getByRole('button', { name: /^End the key/ })
		.first()
		.click();
	await expect(page.getByRole('button', { name: 'Make a key' })).toBeVisible();

	// Within seconds, pages of the newspaper may show polls.
	await expect
		.poll(
			async () =>
				(await page.request.get(`${baseURL}/embed/polls/${POLL}`)).headers()['content-security-policy'],
			{
				timeout: 10_000,
			},
		)
		.toContain('https://bao-tre.example');
	await page.getByRole('button', { name: 'Take off the list' }).click();
	await expect(page.getByRole('status')).toContainText('has been taken off');
});

test('an answer in a signed article counts as any other, and is not told before it is one of several', async ({
	page,
	browser,
	baseURL,
}) => {
	await signIn(page, 'quan-tri');
	await page.goto('/administration/newspapers');
	await page.getByLabel('Name').fill(`Báo Ký ${Date.now()}`);
	await page.getByLabel('Addresses of its pages').fill('https://bao-ky.example');
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('button', { name: 'Make a key' }).click();
	const [kid, secret] = [
		await page.getByRole('textbox', { name: 'Key id' }).inputValue(),
		await page.getByRole('textbox', { name: 'Secret' }).inputValue(),
	];

	// As docs/embedding.md says how, with no library.
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const now = Math.floor(Date.now() / 1000);
	const newspaper = await startNewspaper(() => {
		const claims = { sub: 'bai-7', url: 'https://bao-ky.example/bai-7', iat: now, exp: now + 3600 };
		const text = `${part({ alg: 'HS256', typ: 'JWT', kid })}.${part(claims)}`;
		const mac = createHmac('sha256', Buffer.from(secret, 'base64url')).update(text).digest('base64url');
		return `<script async src="${baseURL}/embed.js" data-poll="${POLL}" data-context="${text}.${mac}"></script>`;
	});
	const reader = await browser.newContext({ locale: 'en-US' });
	const article = await reader.newPage();
	await article.goto(newspaper.origin);
	const frame = article.frameLocator('iframe');
	await frame.locator('button[name=choice]').first().click();
	await expect(frame.locator('.outcome')).toHaveText('Your answer has been counted.');
	await reader.close();
	await newspaper.close();

	await page.goto(`/polls/${POLL}/share`);
	await expect(page.getByRole('heading', { name: 'Where it was answered' })).toBeVisible();
	await expect(page.locator('#articles + p + *')).toContainText('No newspaper has signed an article yet.');
});

test('the page for newspapers shows the real widget as it is asked for, as high as it is', async ({
	page,
	baseURL,
}) => {
	await page.goto(`/polls/${POLL}/share`);
	await expect(page.getByRole('heading', { name: 'Where it was answered' })).toHaveCount(0);
	const preview = page.frameLocator('iframe');
	await page.locator('select[name=theme]').selectOption('dark');
	await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');
	await page.getByLabel('Accent colour').fill('#c8102e');
	await page.getByLabel('Results only').check();
	await expect(preview.locator('form')).toHaveCount(0);
	await expect(page).toHaveURL(/accent=%23c8102e/);
	await expect(page.getByRole('textbox', { name: 'Script', exact: true })).toHaveValue(
		/data-theme="dark" data-readonly data-accent="#c8102e"/,
	);
	const height = () => preview.locator('main').evaluate((main: HTMLElement) => main.offsetHeight);
	const frame = page.locator('iframe');
	await expect
		.poll(async () => Math.round((await frame.boundingBox())!.height) - (await height()))
		.toBeLessThan(4);

	// The preview images that the page's head names are there, in both languages.
	for (const [address, lang] of [
		[`/polls/${POLL}?lang=vi`, 'vi'],
		[`/polls/${POLL}/results`, 'vi'],
	] as const) {
		await page.goto(address);
		const image = await page.locator('meta[property="og:image"]').getAttribute('content');
		expect(image).toContain(`in=${lang}`);
		const response = await page.request.get(image!);
		expect(response.headers()['content-type']).toBe('image/png');
		const again = await page.request.get(image!, { headers: { 'if-none-match': response.headers().etag! } });
		expect([again.status(), response.ok(), image!.startsWith(baseURL!)]).toEqual([304, true, true]);
	}
});
