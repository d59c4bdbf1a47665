/** The database goes away under people at work: what they wrote stays in front of them, and can be sent when it is back. */
import { expect, test, type Page } from '@playwright/test';
import { startApp } from '../support/app-process.ts';
import { openBacklog } from '../support/backlog.ts';
import { awakenDesk } from '../support/desk-keys.ts';
import { openDoor, type Door } from '../support/door.ts';
import { signIn } from '../support/sign-in.ts';

const DATABASE = process.env.JOURNEYS_DATABASE!;

let door: Door;
let app: Awaited<ReturnType<typeof startApp>>;
test.beforeAll(async () => {
	door = await openDoor(Number(new URL(DATABASE).port));
	app = await startApp({ databaseUrl: door.through(DATABASE) });
	await app.waitReady();
});
test.afterAll(async () => {
	await app?.stop();
	await door?.shut();
});

/** Sends twice while the database is away, and once more when it is back. @param told is so each time that nothing was taken */
async function sendThroughTrouble(page: Page, send: () => Promise<void>, told: () => Promise<void>) {
	await page.evaluate(() => Object.assign(window, { sameDocument: true }));
	await door.shut();
	for (let i = 0; i < 2; i++) {
		const answered = page.waitForResponse((response) => response.request().method() === 'POST');
		await send();
		expect((await answered).status()).toBe(503);
		await expect(page.getByRole('alert')).toBeFocused();
		await told();
	}
	await door.open();
	await expect.poll(async () => (await fetch(`${app.origin}/readyz`)).status).toBe(200);
	expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
	await send();
	await expect(page.getByRole('alert')).toHaveCount(0);
}

test('the words of a poll stay in its form, and are saved when the database is back', async ({ page }) => {
	await signIn(page, 'bien-tap');
	await page.goto(`${app.origin}/desk/polls/new`);
	const question = `Nên dời giờ họp chợ không? ${Math.random().toString(36).slice(2, 8)}`;
	const field = page.locator('[name=question_vi]');
	// Once the page is awake, the preview beside the form follows it.
	await expect(async () => {
		await field.fill('');
		await field.fill(question);
		await expect(page.getByRole('complementary')).toContainText(question, { timeout: 500 });
	}).toPass();
	for (const [i, label] of ['Nên', 'Không nên'].entries()) await page.locator(`#option_vi-${i}`).fill(label);

	const save = page.getByRole('button', { name: 'Lưu bản nháp' }).last();
	await sendThroughTrouble(
		page,
		() => save.click(),
		async () => {
			await expect(page.getByRole('alert')).toContainText('Chưa gửi được');
			await expect(field).toHaveValue(question);
			await expect(page.locator('#option_vi-1')).toHaveValue('Không nên');
		},
	);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(question);
	await expect(page.locator('#option_vi-1')).toHaveValue('Không nên');
});

test.describe('in English', () => {
	test.use({ locale: 'en-US' });

	test('a decision of the desk keeps its reason and its words to the author', async ({ page }) => {
		const backlog = await openBacklog(DATABASE, 1);
		await signIn(page, 'dieu-phoi');
		await page.goto(`${app.origin}/moderation?q=${backlog.word}`);
		const item = page.locator('article');
		await expect(item).toHaveCount(1);
		await awakenDesk(page);
		await page.keyboard.press('d');
		const words = `Please write about the ditch alone. ${backlog.word}`;
		const reason = item.locator('input[name=reason][data-number="2"]');
		await reason.check();
		await item.locator('input[name=note]').fill(words);

		await sendThroughTrouble(
			page,
			() => item.locator('button[value=reject]').click(),
			async () => {
				await expect(item.getByRole('alert')).toContainText('It could not be sent');
				await expect(reason).toBeChecked();
				await expect(item.locator('input[name=note]')).toHaveValue(words);
			},
		);
		await expect(item.locator('.outcome')).toHaveText('Rejected');
		const { rows } = await backlog.client.query<{ note: string }>(
			'SELECT note FROM decision WHERE comment_id = $1',
			[backlog.ids[0]],
		);
		expect(rows).toEqual([{ note: words }]);
		await backlog.close();
	});
});
