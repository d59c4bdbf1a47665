/** Above a limit the browser computes for a second instead of being refused, and the answer counts. */
import { expect, test } from '@playwright/test';
import { startApp } from '../support/app-process.ts';

const POLL = 'cham-diem-duong-noi-ban-o';
/** One address, behind which many people are. */
const CROWD = { 'x-forwarded-for': '203.0.113.77' };
/** Answers a minute that pass untouched (lib/server/rate-limit.ts). */
const FREE = 600;

test.use({ locale: 'en-US', extraHTTPHeaders: CROWD });

test.setTimeout(180_000);

let app: Awaited<ReturnType<typeof startApp>>;
// The server of the other journeys exempts this machine from all limits.
test.beforeAll(async () => {
	app = await startApp({
		databaseUrl: process.env.JOURNEYS_DATABASE!,
		env: { RATE_LIMIT_EXEMPT: '', ADDRESS_HEADER: 'x-forwarded-for' },
	});
	await app.waitReady();
});
test.afterAll(() => app.stop());

/** Answers of other people at that address, until the limit is reached. */
async function crowd(): Promise<number> {
	const answers = await Promise.all(
		Array.from({ length: FREE + 20 }, () =>
			fetch(`${app.origin}/api/v1/polls/${POLL}/votes`, {
				method: 'POST',
				headers: { ...CROWD, origin: app.origin, 'content-type': 'application/json' },
				body: JSON.stringify({ choices: [4] }),
			}),
		),
	);
	return answers.filter(({ status }) => status === 429).length;
}

test('above the limit of an address, the browser solves a challenge and the answer counts', async ({
	page,
}) => {
	const streaming = page.waitForRequest(/\/results\/live$/);
	await page.goto(`${app.origin}/polls/${POLL}`, { waitUntil: 'domcontentloaded' });
	await page.locator('#results').scrollIntoViewIfNeeded();
	await streaming;
	// Windows are minutes of the clock: crowd and answer must fall into the same.
	await expect.poll(() => new Date().getSeconds(), { timeout: 60_000 }).toBeLessThan(30);
	expect(await crowd()).toBeGreaterThan(0);

	// In the order in which they came; a body is read only some time after its header arrived.
	const answered: Promise<string>[] = [];
	page.on('response', (response) => {
		if (response.request().method() === 'POST') answered.push(response.text());
	});
	await page.locator('#ballot button[name=choice]').first().click();
	await expect(page.locator('#ballot .outcome')).toHaveText('Your answer has been counted.', {
		timeout: 30_000,
	});
	// The first answer of a browser is sent on once, with its new cookie.
	const outcomes = (await Promise.all(answered)).filter((text) => !text.includes('"redirect"'));
	expect(outcomes).toHaveLength(2);
	expect(outcomes[0]).toContain('challenge');
	expect(outcomes[1]).toContain('success');
});
