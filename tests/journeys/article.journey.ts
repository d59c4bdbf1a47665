/**
 * A poll in an article of another site, read with a browser that blocks third-party cookies. The app is at `localhost`,
 * the newspaper at `127.0.0.1`: to a browser these are two sites.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import pg from 'pg';
import config from '../../playwright.config';
import { startCookieProbe, startNewspaper, type Site } from '../support/newspaper.ts';

const OPEN = 'cham-diem-duong-noi-ban-o';
const CHOICE = 'nguoi-tai-khu-vuc-cong';
const CITIZENS = 'mot-cua-cap-xa';
const UNKNOWN = 'bao-la.test';
const COUNTED = 'Your answer has been counted.';

test.use({
	locale: 'en-US',
	launchOptions: {
		...config.use?.launchOptions,
		args: [
			...(config.use?.launchOptions?.args ?? []),
			'--test-third-party-cookie-phaseout',
			`--host-resolver-rules=MAP ${UNKNOWN} 127.0.0.1`,
		],
	},
});

let newspaper: Site;
let app: string;

test.beforeAll(async ({}, { project }) => {
	app = project.use.baseURL!;
	const tag = (slug: string, more = '') =>
		`<script async src="${app}/embed.js" data-poll="${slug}" data-title="${slug}" ${more}></script>`;
	newspaper = await startNewspaper((place) => {
		if (place.startsWith('/do/')) return `<iframe src="http://localhost:${place.slice(4)}/"></iframe>`;
		if (place === '/nhieu')
			return tag(CHOICE, 'data-readonly') + tag(OPEN, 'data-theme="dark" data-accent="#c8102e"');
		if (place === '/ung-dung') return `<script async src="${app}/embed.js"></script><div id="app"></div>`;
		if (place === '/cong-dan') return tag(CITIZENS, 'data-comments');
		return tag(CHOICE);
	});
});
test.afterAll(() => newspaper.close());

const widget = (page: Page, slug: string): FrameLocator => page.frameLocator(`iframe[title="${slug}"]`);
const ballots = (frame: FrameLocator) => frame.locator('[data-class=unverified] [data-ballots]');
const digits = async (frame: FrameLocator) => Number((await ballots(frame).innerText()).replace(/\D/g, ''));

test('this browser blocks third-party cookies, but for those kept apart by site', async ({ page }) => {
	const probe = await startCookieProbe();
	await page.goto(`${newspaper.origin}/do/${probe.port}`);
	await expect(page.frameLocator('iframe').locator('body')).toHaveText('cookies: apart=1');
	await probe.close();
});

test('an answer in an article counts once, changes there, and moves the chart everywhere', async ({
	page,
	browser,
}) => {
	const client = new pg.Client({ connectionString: process.env.JOURNEYS_DATABASE });
	await client.connect();
	const { rows } = await client.query<{ id: string }>(
		`INSERT INTO notice (place, importance, starts_at, ends_at)
		VALUES ('embed', 'important', now(), now() + interval '1 hour') RETURNING id`,
	);
	const words = 'Bộ phận Một cửa nghỉ chiều nay.';
	await client.query("INSERT INTO notice_text (notice_id, lang, body) VALUES ($1, 'vi', $2)", [
		rows[0]!.id,
		words,
	]);

	const elsewhere = await browser.newContext({ locale: 'en-US' });
	const site = await elsewhere.newPage();
	await site.goto(`${app}/embed/polls/${CHOICE}`);
	await expect(site.locator('.status[data-now=live]')).toBeVisible();

	await page.goto(`${newspaper.origin}/bai-viet`);
	const frame = widget(page, CHOICE);
	await expect(frame.getByText(words)).toBeVisible();
	await client.query('DELETE FROM notice WHERE id = $1', [rows[0]!.id]);
	await client.end();
	await expect(frame.locator('.status[data-now=live]')).toBeVisible();
	const before = await digits(frame);

	await frame.locator('button[name=choice]').first().click();
	await expect(frame.locator('.outcome')).toHaveText(COUNTED);
	await expect.poll(() => digits(frame)).toBe(before + 1);
	const figures = site.locator('[data-class=unverified] [data-ballots]');
	await expect(figures).toHaveText(await ballots(frame).innerText());

	// It is remembered in this newspaper, and answering again changes it.
	await page.reload();
	await expect(frame.locator('.answered')).toBeVisible();
	await frame.getByRole('link', { name: 'Change your answer' }).click();
	await frame.locator('button[name=choice]:not(.chosen)').first().click();
	await expect(frame.locator('.outcome')).toContainText('in place of the earlier one');
	expect(await digits(frame)).toBe(before + 1);
	const cookies = await page.context().cookies();
	expect(cookies.map(({ name, sameSite, partitionKey }) => [name, sameSite, Boolean(partitionKey)])).toEqual([
		['framed-device', 'None', true],
	]);
	await elsewhere.close();
});

test('a browser that keeps nothing for a frame is led to the page, and counted nowhere', async ({
	playwright,
}) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-browser-'));
	mkdirSync(path.join(folder, 'Default'));
	const noCookies = { profile: { default_content_setting_values: { cookies: 2 } } };
	writeFileSync(path.join(folder, 'Default/Preferences'), JSON.stringify(noCookies));
	const options = { ...config.use?.launchOptions, locale: 'en-US' };
	const context = await playwright.chromium.launchPersistentContext(folder, options);
	const page = await context.newPage();
	await page.goto(`${newspaper.origin}/nhieu`);
	const frame = widget(page, OPEN);
	const before = await digits(frame);
	await frame.locator('button[name=choice]').first().click();
	await expect(frame.getByRole('alert')).toContainText('Your browser keeps nothing for this frame');
	await expect(frame.getByRole('link', { name: 'Open the poll’s page' })).toHaveAttribute(
		'href',
		new RegExp(`^/polls/${OPEN}\\?from=`),
	);
	expect(await digits(frame)).toBe(before);
	await context.close();
	rmSync(folder, { recursive: true });
});

test('an answer that the network swallows is kept, and counts once when sent again', async ({ page }) => {
	await page.goto(`${newspaper.origin}/nhieu`);
	const frame = widget(page, OPEN);
	await expect(frame.locator('.status[data-now=live]')).toBeVisible();
	const before = await digits(frame);
	// It reaches the server, and the reply is lost.
	let lost = 0;
	await page.route(/\/embed\/polls\/.*vote/, async (route) => {
		await route.fetch({ maxRedirects: 0 });
		lost++;
		await route.abort('internetdisconnected');
	});
	await frame.locator('button[name=choice]').nth(2).click();
	await expect(frame.getByRole('alert').filter({ visible: true })).toContainText(
		'The server could not be reached.',
	);
	await expect(frame.locator('button.chosen')).toHaveCount(1);
	expect(lost).toBe(1);
	await page.unroute(/\/embed\/polls\/.*vote/);
	await frame.getByRole('button', { name: 'Try again' }).click();
	await expect(frame.locator('.outcome')).toBeVisible();
	await expect.poll(() => digits(frame)).toBe(before + 1);
});

test('several polls stand on one page, each as asked, each as high as it is', async ({ page }) => {
	await page.goto(`${newspaper.origin}/nhieu`);
	await expect(widget(page, CHOICE).locator('form')).toHaveCount(0);
	await expect(widget(page, OPEN).locator('html')).toHaveAttribute('data-theme', 'dark');
	for (const slug of [CHOICE, OPEN]) {
		await page.locator(`iframe[title="${slug}"]`).scrollIntoViewIfNeeded();
		const height = () =>
			widget(page, slug)
				.locator('main')
				.evaluate((main: HTMLElement) => main.offsetHeight);
		await expect
			.poll(async () => (await page.locator(`iframe[title="${slug}"]`).boundingBox())!.height)
			.toBe(await height());
	}
});

test('a page that scripts build may take a poll out, put it in again, and make it another', async ({
	page,
}) => {
	await page.goto(`${newspaper.origin}/ung-dung`);
	const draw = (slug: string) =>
		page.evaluate((poll) => {
			document.querySelector('#app')!.innerHTML = poll
				? `<hoi-dan-poll data-poll="${poll}" data-title="${poll}"><a href="#">in words</a></hoi-dan-poll>`
				: '';
		}, slug);
	for (const slug of [CHOICE, '', OPEN]) {
		await draw(slug);
		await expect(page.locator('#app iframe')).toHaveCount(slug ? 1 : 0);
	}
	await expect(widget(page, OPEN).locator('h1')).toBeVisible();
	await page.locator('hoi-dan-poll').evaluate((element, poll) => (element.dataset.poll = poll), CHOICE);
	await expect(page.locator('#app iframe')).toHaveAttribute('src', new RegExp(`/embed/polls/${CHOICE}\\?`));
});

test('a verified citizen votes on our own page, comes back, and the article moves by itself', async ({
	page,
}) => {
	await page.goto(`${newspaper.origin}/cong-dan`);
	const frame = widget(page, CITIZENS);
	const figures = frame.locator('[data-class=verified] [data-ballots]');
	await expect(frame.locator('.status[data-now=live]')).toBeVisible();
	const before = await figures.innerText();
	await expect(frame.locator('form')).toHaveCount(0);
	await expect(frame.locator('article').first()).toBeVisible();

	const opening = page.waitForEvent('popup');
	await frame.getByRole('link', { name: 'Open the page to vote' }).click();
	const own = await opening;
	await own.getByRole('link', { name: 'Sign in to vote' }).click();
	await own.getByRole('link', { name: /sample electronic identity/i }).click();
	await own.getByLabel('Sample name').fill('cd-0777');
	await own.getByRole('button', { name: /Sign in/ }).click();
	await own.locator('#ballot button[name=choice]').first().click();
	await expect(own.locator('#ballot .outcome')).toBeVisible();
	await expect(figures).not.toHaveText(before);

	await own.getByRole('link', { name: 'Back to the article' }).click();
	await expect(own).toHaveURL(`${newspaper.origin}/cong-dan`);
});

test('a page that is on no list shows no poll, and is led back to by no link', async ({ page }) => {
	const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
	await page.goto(`http://${UNKNOWN}:${newspaper.port}/bai-viet`);
	await refused;
	await expect(widget(page, CHOICE).locator('[data-embed]')).toHaveCount(0);
	await page.goto(
		`${app}/polls/${CHOICE}?from=${encodeURIComponent(`http://${UNKNOWN}:${newspaper.port}/`)}`,
	);
	await expect(page.locator('h1')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Back to the article' })).toHaveCount(0);
});
