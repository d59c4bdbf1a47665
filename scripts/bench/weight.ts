/** What a first visit to the poll page loads, compressed, and what the chart adds when the reader comes to it. */
import { gzipSync } from 'node:zlib';
import { existsSync } from 'node:fs';
import { chromium, type Response } from '@playwright/test';
import { startApp } from '../../tests/support/app-process.ts';
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
		return [row('before the chart', before, true), row('with the chart', after, false)];
	} finally {
		await browser.close();
		await app.kill('SIGKILL');
		await database.drop();
	}
}

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

function row(name: string, { document, stylesheet, script, font }: Weight, isBefore: boolean): Row {
	const all = document + stylesheet + script + font;
	return {
		name: `poll page ${name}`,
		ours: `${short(all)} kB, JS ${short(script)}`,
		baseline: '',
		goal: isBefore ? 'JS < 60, all < 120 kB' : '',
		met: isBefore ? script < 60 && all < 120 : undefined,
		note: `weight ${name}: HTML ${short(document)}, CSS ${short(stylesheet)}, JS ${short(script)}, fonts ${short(font)} kB, as gzip.`,
	};
}
