/**
 * The poll page: rendered for one reader, as a device cookie asks for, against the same rendering of what was read once; and
 * the page that readers without a cookie share, against the rendered one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import nodePath from 'node:path';
import { startApp } from '../../tests/support/app-process.ts';
import { inRounds, median, medianRatio, short, type Bench, type Row } from './bench.ts';
import { benchDatabase, makePolls } from './database.ts';
import type { Load, Loaded } from './http-loader.ts';
import { runLoad } from './load.ts';
import { buildConstantApp } from './page-constant.ts';

/** Many short ones: on a machine that is shared, one round in three says something else than the one before. */
const ROUNDS = 9;

export async function measurePage({ superUrl, quick }: Bench): Promise<Row[]> {
	const database = await benchDatabase(superUrl);
	const [poll] = await makePolls(database.ownerUrl, 1);
	const app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	const path = `/polls/${poll!.slug}`;
	const base = `http://127.0.0.1:${app.port}`;
	const voted = await fetch(`${base}/api/v1${path}/votes`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"choices":[1]}',
	});
	const cookie = voted.headers.get('set-cookie')?.split(';')[0] ?? '';
	const page = await fetch(`${base}${path}`, { headers: { cookie } });
	const html = await page.text();
	if (!page.ok) throw new Error(`${path} was answered with ${page.status}`);
	const anonymous = await fetch(`${base}${path}`);
	await anonymous.arrayBuffer();
	const isCached = anonymous.headers.has('x-cache');
	const folder = mkdtempSync(nodePath.join(tmpdir(), 'hoi-dan-constant-'));
	await buildConstantApp(folder);
	const constantApp = await startApp({
		databaseUrl: database.appUrl,
		entry: nodePath.join(folder, 'build/index.js'),
	});
	await constantApp.waitReady();

	const load: Load = { method: 'GET', port: app.port, path, connections: 16, seconds: quick ? 1 : 3 };
	const rendered = { ...load, cookies: [cookie] };
	const constant = { ...rendered, port: constantApp.port };
	// The engine compiles what it runs often, and needs some thousand pages for it.
	for (const each of [rendered, constant]) await runLoad({ ...each, seconds: quick ? 2 : 8 });
	const show = ({ perSecond, p99 }: Loaded) => `${short(perSecond)} (p99 ${short(p99)} ms)`;
	const results = await inRounds(
		'page, pages/s',
		{ rendered: () => runLoad(rendered), constant: () => runLoad(constant) },
		show,
		quick ? 1 : ROUNDS,
	);
	// Afterwards: what the shared page leaves behind in the process would weigh on one side alone.
	const shared = isCached
		? await inRounds(
				'shared page, pages/s',
				{ cached: () => runLoad(load), rendered: () => runLoad(rendered) },
				show,
			)
		: undefined;
	await app.stop();
	await constantApp.stop();
	rmSync(folder, { recursive: true });
	await database.drop();

	const rates = (who: Loaded[]) => who.map(({ perSecond }) => perSecond);
	const rate = (who: Loaded[]) => `${short(median(rates(who)))} pages/s`;
	const ofConstants = medianRatio(rates(results.rendered), rates(results.constant));
	const rows: Row[] = [
		{
			name: 'poll page, against the same from constants',
			ours: rate(results.rendered),
			baseline: rate(results.constant),
			ratio: ofConstants,
			goal: '≥ 0.8',
			met: ofConstants >= 0.8,
			note: `page: ${short(html.length / 1000)} kB of HTML, without compression.`,
		},
	];
	if (!shared) {
		return [
			...rows,
			{
				name: 'shared page',
				ours: '',
				baseline: '',
				goal: '',
				note: 'page: there is no shared page (no x-cache header).',
			},
		];
	}
	const ratio = medianRatio(rates(shared.cached), rates(shared.rendered));
	rows.push({
		name: 'shared page, against rendered',
		ours: rate(shared.cached),
		baseline: rate(shared.rendered),
		ratio,
		goal: '≥ 5',
		met: ratio >= 5,
	});
	return rows;
}
