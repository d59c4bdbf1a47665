/** What a first visit to the poll page loads, compressed, what the chart adds when the reader comes to it, and what an article loads. */
import { gzipSync } from 'node:zlib';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Response } from '@playwright/test';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startApp } from '../../tests/support/app-process.ts';
import { sayPublished } from '../../tests/support/comments.ts';
import { startNewspaper } from '../../tests/support/newspaper.ts';
import { short, type Bench, type Row } from './bench.ts';
import { benchDatabase, makePolls } from './database.ts';

const KINDS = ['document', 'stylesheet', 'script', 'font'] as const;
type Kind = (typeof KINDS)[number];
type Weight = Record<Kind, number>;
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export async function measureWeight({ superUrl }: Bench): Promise<Row[]> {
	const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
	if (!existsSync(executablePath)) {
		return [
			{
				name: 'weight',
				ours: '',
				baseline: '',
				goal: '',
				note: `weight: not measured, there is no ${executablePath}; set CHROMIUM_PATH.`,
			},
		];
	}
	const database = await benchDatabase(superUrl);
	const [poll] = await makePolls(database.ownerUrl, 1);
	const app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	// A poll without an answer has no chart.
	for (const option of [1, 2, 2, 3]) {
		await fetch(`http://127.0.0.1:${app.port}/api/v1/polls/${poll!.slug}/votes`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ choices: [option] }),
		});
	}
	const browser = await chromium.launch({ executablePath, args: QUIET });
	try {
		const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
		const responses: Response[] = [];
		page.on('response', (response) => responses.push(response));
		await page.goto(`${app.origin}/polls/${poll!.slug}`, { waitUntil: 'load' });
		await page.waitForTimeout(2_000); // the open stream never lets the network be idle
		const before = await weigh(responses);
		await page.evaluate(async () => {
			for (let y = 0; y < document.body.scrollHeight; y += 200) {
				window.scrollTo(0, y);
				await new Promise((resume) => setTimeout(resume, 50));
			}
		});
		await page.waitForTimeout(2_000);
		const after = await weigh(responses);
		const db = openDb(openPool(database.appUrl, 2));
		await sayPublished(db, { kind: 'poll', slug: poll!.slug }, SAID);
		await db.destroy();
		return [
			row(
				'poll page before the chart',
				before,
				'JS < 60, all < 120 kB',
				({ script }, all) => script < 60 && all < 120,
			),
			row('poll page with the chart', after),
			row(
				'widget in an article',
				await weighWidget(browser, app.origin, poll!.slug),
				'< 20 kB',
				(_, all) => all < 20,
			),
		];
	} finally {
		await browser.close();
		await app.kill('SIGKILL');
		await database.drop();
	}
}

/** All that an article's reader loads from us: the loader, and the widget with results and comments. */
async function weighWidget(browser: Browser, origin: string, slug: string): Promise<Weight> {
	const newspaper = await startNewspaper(
		() => `<script async src="${origin}/embed.js" data-poll="${slug}" data-comments></script>`,
	);
	try {
		const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
		const responses: Response[] = [];
		page.on('response', (response) => response.url().startsWith(origin) && responses.push(response));
		// The last that the widget's script asks for.
		const live = page.waitForRequest(/\/results\/live/);
		await page.goto(newspaper.origin, { waitUntil: 'load' });
		await page.frameLocator('iframe').getByText(SAID[0]!).waitFor();
		await live;
		return await weigh(responses);
	} finally {
		await newspaper.close();
	}
}

const SAID = [
	'Nên trả lương theo việc làm được.',
	'Cần lộ trình thăng tiến rõ ràng.',
	'Người trẻ muốn được giao việc thật.',
];

async function weigh(responses: readonly Response[]): Promise<Weight> {
	const weight: Weight = { document: 0, stylesheet: 0, script: 0, font: 0 };
	for (const response of [...responses]) {
		const kind = response.request().resourceType() as Kind;
		if (KINDS.includes(kind)) weight[kind] += (await weighOne(response)) / 1000;
	}
	return weight;
}

/** As gzip sends it, which every browser takes on every connection; over https most take brotli, a tenth less. Fonts are compressed. */
async function weighOne(response: Response): Promise<number> {
	const body = await response.body();
	return response.request().resourceType() === 'font' ? body.length : gzipSync(body, { level: 9 }).length;
}

function row(name: string, weight: Weight, goal = '', isMet?: (weight: Weight, all: number) => boolean): Row {
	const { document, stylesheet, script, font } = weight;
	const all = document + stylesheet + script + font;
	return {
		name,
		ours: `${short(all)} kB, JS ${short(script)}`,
		baseline: '',
		goal,
		met: isMet?.(weight, all),
		note: `weight of the ${name}: HTML ${short(document)}, CSS ${short(stylesheet)}, JS ${short(script)}, fonts ${short(font)} kB, as gzip.`,
	};
}
