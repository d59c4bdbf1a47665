/** A dashboard before the first poll and the first comment says what will be there, and when. */
import { expect, test, type Page } from '@playwright/test';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startApp } from '../support/app-process.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { makePoll } from '../support/polls.ts';

const DATABASE = process.env.JOURNEYS_EMPTY!;

const PAGES = [
	{
		address: '/dashboard',
		vi: ['Chưa có gì để theo dõi', 'Khi ban biên tập mở cuộc thăm dò đầu tiên'],
		en: ['Nothing to follow yet', 'When the editors open the first poll'],
	},
	{
		address: '/dashboard/comments',
		vi: ['Chưa có bình luận nào', 'Bình luận hiện ở đây khi được đăng'],
		en: ['No comments yet', 'Comments appear here once they are published'],
	},
	{
		address: '/dashboard/groups',
		vi: ['Chưa có nhóm quan điểm nào', 'Chưa có bình luận nào được trả lời'],
		en: ['No opinion groups yet', 'No comment has been answered yet'],
	},
	{
		address: '/dashboard/tone',
		vi: ['Chưa có bình luận nào', 'máy đánh giá giọng điệu trong vòng một phút'],
		en: ['No comments yet', 'the machine rates their tone within a minute'],
	},
] as const;

let app: Awaited<ReturnType<typeof startApp>>;
let session: string;
test.beforeAll(async () => {
	const db = openDb(openPool(DATABASE, 1));
	session = await makeSession(db, await makeCitizen(db, { roles: ['official'] }));
	await db.destroy();
	app = await startApp({ databaseUrl: DATABASE });
	await app.waitReady();
});
test.afterAll(() => app?.stop());

test.use({ viewport: { width: 320, height: 640 } });

async function expectWithinScreen(page: Page) {
	const tooWide = () =>
		page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	await expect.poll(tooWide, { message: 'pixels to scroll sideways' }).toBeLessThanOrEqual(0);
}

test('a dashboard says what will be there, until the first poll is opened, and then the first answer given', async ({
	page,
	context,
}) => {
	await context.addCookies([{ name: 's', value: session, url: app.origin }]);
	const speak = (lang: string) => context.addCookies([{ name: 'lang', value: lang, url: app.origin }]);
	for (const { address, ...said } of PAGES) {
		for (const lang of ['vi', 'en'] as const) {
			await speak(lang);
			await page.goto(app.origin + address);
			const [name, text] = said[lang];
			const part = page.locator('section', { has: page.getByRole('heading', { level: 2, name }) });
			await expect(part).toContainText(text);
			// Filters would find nothing, and a figure of nothing says nothing.
			await expect(page.locator('main :is(form, table, svg)')).toHaveCount(0);
			await expectWithinScreen(page);
		}
	}

	const { slug } = await makePoll(DATABASE);
	for (const [lang, text] of [
		['vi', 'Chưa có ai trả lời.'],
		['en', 'Nobody has answered yet.'],
	] as const) {
		await speak(lang);
		await page.goto(`${app.origin}/dashboard/polls/${slug}`);
		await expect(page.getByRole('main')).toContainText(text);
		await expect(page.locator('main table')).toHaveCount(0);
		await expectWithinScreen(page);
	}
});
