/** What holds for every page, in both languages and both themes. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const PAGES: Record<string, string> = {
	'the home page': '/',
	'a poll': '/polls/nguoi-tai-khu-vuc-cong',
	'a poll with several choices': '/polls/viec-can-chan-chinh-truoc',
	'a rating': '/polls/cham-diem-duong-noi-ban-o',
	results: '/polls/nguoi-tai-khu-vuc-cong/results',
	'the closed polls': '/polls?status=closed',
	'polls that nothing was found of': '/polls?status=scheduled&q=khong-co-that',
	'the topics': '/topics',
	'topics of a category': '/topics?category=other',
	'a topic': '/topics/ky-luat-van-hoa-cong-vu',
	'a closed poll': '/polls/nop-ho-so-cach-nao',
	'a poll with hidden results': '/polls/thoat-nuoc-nam-toi',
	'a page that does not exist': '/polls/khong-co-that',
	'the sign-in page': '/sign-in?problem=eid-expired&next=%2Fpolls%2Fmot-cua-cap-xa',
	'signing in with a letter': '/sign-in/letter?next=%2Fpolls%2Fmot-cua-cap-xa',
	'the integrity page': '/integrity',
	'the embedded poll': '/embed/polls/nguoi-tai-khu-vuc-cong',
	'the embedded poll with comments': '/embed/polls/mot-cua-cap-xa?comments=1&accent=ffd400',
	'signing in as staff': '/sign-in/staff',
	'a passkey that is lost': '/sign-in/staff/recovery',
	'the account': '/account',
	'deleting the account': '/account/delete',
	'the contact address': '/account/email',
	'the factors': '/account/security',
	'a fresh proof': '/sign-in/again?next=%2Faccount',
	'the second factor': '/sign-in/second-factor?next=%2Faccount',
	'signing out': '/sign-out',
	'the people': '/administration/people',
	'an invitation to make': '/administration/people/invite',
	'the roll': '/administration/roll',
	'the letters': '/administration/letters',
	'the newspapers': '/administration/newspapers',
	'the identity cases': '/administration/cases',
	'the audit log': '/administration/audit',
	'the own comments': '/account/comments',
	'ending mails by a link that is over': '/unsubscribe/khong-con-dung',
	'the moderation desk': '/moderation',
	'the screening rules': '/moderation/rules',
	'the answers in own words': '/moderation/answers',
	'the second look': '/moderation/second-look',
	'the fairness of moderation': '/administration/fairness',
	'the ledger': '/moderation-ledger',
	'the dashboard': '/dashboard',
	'the dashboard without a match': '/dashboard?q=khong-co-that',
	'a poll of citizens on the dashboard': '/dashboard/polls/mot-cua-cap-xa',
	'an open poll on the dashboard': '/dashboard/polls/cham-diem-duong-noi-ban-o',
	'a hidden poll on the dashboard': '/dashboard/polls/thoat-nuoc-nam-toi',
	'the tone of comments': '/dashboard/tone',
	'the tone of comments, filtered': '/dashboard/tone?tone=negative&period=90&open=yes',
	'the model of tones': '/dashboard/tone/model',
	'the conversations with opinion groups': '/dashboard/groups',
	'opinion groups on the dashboard': '/dashboard/topics/ky-luat-van-hoa-cong-vu/groups',
	'opinion groups of a poll on the dashboard': '/dashboard/polls/nguoi-tai-khu-vuc-cong/groups',
	'opinion groups': '/topics/ky-luat-van-hoa-cong-vu/groups',
	'opinion groups of a poll': '/polls/nguoi-tai-khu-vuc-cong/groups',
	'the comments behind the figures': '/dashboard/comments?period=90',
	'a day without comments behind the figures': '/dashboard/comments?day=2020-01-01',
	'the report of a rating': '/dashboard/polls/cham-diem-duong-noi-ban-o/report',
	'the report of a poll': '/dashboard/polls/mot-cua-cap-xa/report',
	'a poll to put into an article': '/polls/nguoi-tai-khu-vuc-cong/share',
	'the polls of the desk': '/desk/polls',
	'a poll to write': '/desk/polls/new',
	'the topics of the desk': '/desk/topics',
	'a topic to write': '/desk/topics/new',
	'the notices of the desk': '/desk/notices',
};

/** Who sees the pages that not everybody sees. */
function visitorOf(address: string): string | undefined {
	if (address.startsWith('/administration')) return 'quan-tri';
	if (address === '/moderation' || address.startsWith('/moderation/')) return 'dieu-phoi';
	if (address.startsWith('/dashboard')) return 'lanh-dao';
	if (address.startsWith('/desk')) return 'bien-tap';
	return /^\/(account|sign-out|sign-in\/(again|second))/.test(address) ? 'cd-0900' : undefined;
}

for (const [name, address] of Object.entries(PAGES)) {
	for (const lang of ['vi', 'en'] as const) {
		test(`${name} (${lang}) is accessible in both themes, fits 320 px and stays quiet`, async ({
			page,
			context,
			baseURL,
		}) => {
			const visitor = visitorOf(address);
			if (visitor) {
				await page.goto('/sign-in/eid');
				await page.locator('[name=login]').fill(visitor);
				await page.locator('button').click();
				await page.waitForURL(`${baseURL}/`);
			}
			const trouble: string[] = [];
			page.on('console', (message) => {
				// The browser itself reports that a page is not found.
				if (message.type() === 'error' && !/status of 404/.test(message.text())) trouble.push(message.text());
			});
			page.on('pageerror', (error) => trouble.push(error.message));
			page.on('request', (request) => {
				const { protocol, origin } = new URL(request.url());
				if (protocol.startsWith('http') && origin !== baseURL) trouble.push(`asked ${origin}`);
			});
			await context.addCookies([{ name: 'lang', value: lang, url: baseURL! }]);

			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
				await page.goto(address, { waitUntil: 'domcontentloaded' });
				await expect(page.locator('html')).toHaveAttribute('lang', lang);
				await expect(page.locator('h1, h2').first()).toBeVisible();
				const { violations } = await new AxeBuilder({ page }).analyze();
				const said = violations.map(
					({ id, nodes }) =>
						`${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
				);
				expect.soft(said).toEqual([]);
			}

			await page.setViewportSize({ width: 320, height: 640 });
			const tooWide = () =>
				page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			// A chart follows the window in the next frame, not in the same one.
			await expect.poll(tooWide, { message: 'pixels to scroll sideways at 320' }).toBeLessThanOrEqual(0);
			expect.soft(trouble).toEqual([]);
		});
	}
}
