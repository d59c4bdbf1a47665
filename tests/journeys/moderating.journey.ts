/** What a moderator's day is like: fifty comments by keyboard beside a colleague, and a browser that dies. */
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, expect, test, type Page } from '@playwright/test';
import { openBacklog, type Backlog } from '../support/backlog.ts';
import { awakenDesk, pressUntil } from '../support/desk-keys.ts';
import { signIn } from '../support/sign-in.ts';

test.use({ locale: 'en-US' });

let backlog: Backlog | undefined;
test.afterEach(async () => {
	await backlog?.close();
	backlog = undefined;
});
const waiting = async (count: number) => (backlog = await openBacklog(process.env.JOURNEYS_DATABASE!, count));

/** Two moderators in front of the same comments. */
async function openDesks([one, two]: [Page, Page], { word, waiting }: { word: string; waiting: number }) {
	await signIn(one, 'dieu-phoi');
	await signIn(two, 'dieu-phoi-2');
	for (const desk of [one, two]) {
		await desk.goto(`/moderation?q=${word}`);
		await expect(desk.locator('article')).toHaveCount(waiting);
	}
}

const decidedOn = (page: Page) => page.locator('article.done').count();

/** As a person's hands would: a key, a look whether it took, the next. @returns how many were taken by the colleague */
async function work(page: Page, { most }: { most: number }): Promise<{ mine: number; theirs: number }> {
	let [mine, theirs] = [0, 0];
	while (mine < most) {
		const current = page.locator('article.current');
		if (!(await current.count())) break;
		const item = page.locator(`#${await current.getAttribute('id')}`);
		// Each fifth is rejected: the reasons open with d, and a number sends.
		if (mine % 5 === 4) {
			await page.keyboard.press('d');
			await page.keyboard.press('6');
		} else await page.keyboard.press('f');
		await expect(item.locator('.outcome, .conflict')).toBeVisible();
		if (await item.locator('.conflict').count()) {
			theirs++;
			await page.keyboard.press('j');
		} else mine++;
		const open = page.locator('article:not(.done):not(:has(.conflict))');
		if ((await open.count()) > 0) continue;
		const next = page.locator('a#desk-next');
		if (!(await next.count())) break;
		const before = page.url();
		await page.keyboard.press('n');
		await page.waitForURL((url) => url.href !== before);
		await expect(page.locator('article.done')).toHaveCount(0);
	}
	return { mine, theirs };
}

test('fifty comments are decided by keyboard alone in under two minutes while a colleague decides on others', async ({
	page,
	browser,
	baseURL,
}) => {
	test.setTimeout(240_000);
	const { word, ids, decisions } = await waiting(75);
	const colleague = await (await browser.newContext({ baseURL: baseURL!, locale: 'vi-VN' })).newPage();
	await openDesks([page, colleague], { word, waiting: 25 });
	// The colleague begins with the second page, and meets the first moderator on the way.
	await pressUntil(colleague, 'n', () => colleague.waitForURL(/after=/, { timeout: 5_000 }));

	const began = Date.now();
	const [one, two] = await Promise.all([work(page, { most: 50 }), work(colleague, { most: 25 })]);
	const seconds = (Date.now() - began) / 1000;
	test.info().annotations.push({ type: 'measured', description: `${one.mine} in ${seconds.toFixed(1)} s` });
	console.log(`      ${one.mine} and ${two.mine} comments by keyboard in ${seconds.toFixed(1)} s`);
	expect(one.mine + two.mine).toBeGreaterThanOrEqual(50);
	expect(seconds).toBeLessThan(120);

	const made = await decisions();
	expect(new Set(made.map(({ comment }) => comment)).size).toBe(made.length);
	expect(made).toHaveLength(one.mine + two.mine);
	expect(made.every(({ comment }) => ids.includes(comment))).toBe(true);
	expect(await decidedOn(page)).toBeGreaterThan(0);
	await colleague.context().close();
});

test('a browser that dies lets go of its comment when its claim runs out; one that lives renews it', async ({
	page,
	baseURL,
}) => {
	const { word, client, ids } = await waiting(1);
	const claim = async () =>
		(
			await client.query<{ seconds: number }>(
				'SELECT extract(epoch FROM expires_at - clock_timestamp())::float AS seconds FROM claim WHERE comment_id = $1',
				[ids[0]],
			)
		).rows[0]?.seconds;

	const server = await chromium.launchServer({
		...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
		args: ['--no-sandbox', '--disable-gpu'],
	});
	const doomed = await chromium.connect(server.wsEndpoint());
	const other = await doomed.newPage({ baseURL: baseURL!, locale: 'en-US' });
	await other.clock.install();
	await signIn(other, 'dieu-phoi-2');
	await other.goto(`/moderation?q=${word}`);
	await expect(other.locator('article')).toHaveCount(1);
	await pressUntil(other, 'c', async () => {
		await other.clock.runFor(500);
		await expect.poll(claim, { timeout: 5_000 }).toBeGreaterThan(100);
	});
	// A minute later it is renewed, though nothing was done.
	await client.query(
		`UPDATE claim SET expires_at = clock_timestamp() + interval '30 seconds' WHERE comment_id = $1`,
		[ids[0]],
	);
	await expect(async () => {
		await other.clock.runFor(61_000);
		expect(await claim()).toBeGreaterThan(100);
	}).toPass({ timeout: 20_000 });

	const killed = new Promise((resolve) => server.process().once('exit', resolve));
	server.process().kill('SIGKILL');
	await killed;

	await signIn(page, 'dieu-phoi');
	await page.goto(`/moderation?q=${word}`);
	await expect(page.getByText(/has this comment open/)).toBeVisible();
	await awakenDesk(page);
	await page.keyboard.press('f');
	await expect(page.locator('.conflict')).toBeVisible();
	// The two minutes pass.
	await client.query('UPDATE claim SET expires_at = clock_timestamp() WHERE comment_id = $1', [ids[0]]);
	await page.keyboard.press('f');
	await expect(page.locator('.outcome')).toHaveText('Approved');
	expect(await claim()).toBeUndefined();
});

test('staff write a note, choose filters in the address, and look again at what others decided', async ({
	page,
}) => {
	const { word } = await waiting(2);
	await signIn(page, 'dieu-phoi');
	await page.goto('/moderation');
	await pressUntil(page, '/', () => expect(page.locator('#desk-search')).toBeFocused({ timeout: 1_000 }));
	await page.keyboard.type(word);
	await page.keyboard.press('Enter');
	await page.waitForURL(new RegExp(`q=${word}`));
	await expect(page.locator('article')).toHaveCount(2);
	await page.getByLabel('Older than').selectOption('72');
	await page.getByRole('button', { name: 'Filter' }).click();
	await page.waitForURL(/older=72/);
	await expect(page.getByRole('heading', { name: 'No comments found' })).toBeVisible();
	await page.getByRole('link', { name: 'Clear' }).click();
	await page.goto(`/moderation?q=${word}`);
	const drawer = page.getByRole('dialog');
	await pressUntil(page, 'p', () => expect(drawer).toBeVisible({ timeout: 2_000 }));
	const words = `Writes the same in every thread ${word}`;
	expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
	await drawer.getByLabel('What a colleague should know').fill(words);
	await drawer.getByRole('button', { name: 'Save note' }).click();
	await expect(drawer.getByText('The note is saved.')).toBeVisible();
	await expect(drawer.getByText(words)).toBeVisible();
	// The queue is as it was, and goes on by keyboard.
	await page.keyboard.press('Escape');
	await expect(drawer).toBeHidden();
	await expect(page.locator('article')).toHaveCount(2);
	await page.keyboard.press('j');
	await expect(page.locator('article').nth(1)).toBeFocused();
	await page.locator('article h2 a').first().click();
	await drawer.getByRole('link', { name: 'Open as a page' }).click();
	await expect(page).toHaveURL(/\/moderation\/people\//);
	await expect(page.getByText(words)).toBeVisible();
	await page.goto('/moderation/second-look');
	await expect(page.getByRole('heading', { level: 1, name: 'Second look' })).toBeVisible();
	await page.goto('/moderation/answers');
	await expect(page.getByRole('heading', { level: 1, name: 'Answers in own words' })).toBeVisible();
});

test('several are decided at once by keyboard, and what a colleague was faster with is told and linked', async ({
	page,
	browser,
	baseURL,
}) => {
	const { word, ids, decisions, client } = await waiting(6);
	const colleague = await (await browser.newContext({ baseURL: baseURL!, locale: 'vi-VN' })).newPage();
	await openDesks([page, colleague], { word, waiting: 6 });
	await pressUntil(colleague, 'f', () =>
		expect(colleague.locator('article.done')).toHaveCount(1, { timeout: 5_000 }),
	);
	const claims = async () =>
		(await client.query('SELECT 1 FROM claim WHERE comment_id = ANY ($1::uuid[])', [ids])).rowCount;
	// The next one is open to them, and let go by a tab that goes elsewhere.
	await expect.poll(claims).toBe(1);
	// It is seen at once, and by whom.
	await expect(page.getByText('Người duyệt mẫu thứ hai has this comment open.')).toHaveCount(1);
	await colleague.goto('/topics');
	await expect.poll(claims).toBe(0);

	await pressUntil(page, '?', () => expect(page.getByRole('dialog')).toBeVisible({ timeout: 1_000 }));
	await expect(page.getByRole('dialog').getByText('claim the comment')).toBeVisible();
	await page.keyboard.press('Escape');
	for (const key of ['x', 'j', 'j', 'j', 'X']) await page.keyboard.press(key);
	await expect(page.locator('article input:checked')).toHaveCount(4);
	await page.keyboard.press('f');
	const told = page.locator('.told');
	await expect(told).toContainText('Approved: 3');
	await expect(told).toContainText('Left as it is: 1');
	await expect(told.getByRole('listitem')).toContainText('Cống trước nhà số 1');
	await expect(told.getByRole('listitem')).toContainText('decided a moment ago: Approved');
	await expect(page.locator('article')).toHaveCount(2);

	await page.keyboard.press('x');
	await page.keyboard.press('d');
	await expect(page.locator('#bulk-reason')).toBeFocused();
	await page.keyboard.type('Spam');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('article')).toHaveCount(1);
	const made = await decisions();
	expect(made.map(({ action }) => action).sort()).toEqual([...Array<string>(4).fill('approve'), 'reject']);
	expect(new Set(made.map(({ comment }) => comment)).size).toBe(5);

	await page.goto(`/moderation?comment=${ids[0]}`);
	await expect(page.locator('article')).toHaveCount(1);
	await expect(page.locator('article')).toContainText('Approved');
	await pressUntil(page, 'e', () =>
		expect(page.locator('article .outcome')).toHaveText('Featured', { timeout: 5_000 }),
	);
	expect((await decisions()).at(-1)).toMatchObject({ comment: ids[0], action: 'pick' });
	await colleague.context().close();
});
