/**
 * `npm run bench`: measures the product against what it should be measured against, and prints one table.
 * `-- --only writes,sse` runs these rows alone; `-- --quick` takes small sizes, to see that everything runs.
 */
import { cpus } from 'node:os';
import pg from 'pg';
import { explain, Failure } from '../support/failure.mjs';
import { readOptions } from '../support/options.mjs';
import { say, step } from '../support/progress.mjs';
import type { Measure, Row } from './bench.ts';
import { withClient } from './database.ts';
import { measureComments } from './comments.ts';
import { measureEndpoint } from './endpoint.ts';
import { measureGroups } from './groups.ts';
import { measureExport, measureInsights } from './insights.ts';
import { measurePage } from './page.ts';
import { measureResultsRead } from './results-read.ts';
import { measureScreening } from './screening.ts';
import { measureSessions } from './sessions.ts';
import { measureSse } from './sse.ts';
import { measureSpread } from './spread.ts';
import { printTable } from './table.ts';
import { measureTone } from './tone.ts';
import { measureWeight } from './weight.ts';
import { measureWrites } from './writes.ts';

const MEASURES: Record<string, Measure> = {
	writes: measureWrites,
	spread: measureSpread,
	endpoint: measureEndpoint,
	sessions: measureSessions,
	sse: measureSse,
	page: measurePage,
	results: measureResultsRead,
	weight: measureWeight,
	comments: measureComments,
	insights: measureInsights,
	export: measureExport,
	screening: measureScreening,
	groups: measureGroups,
	tone: measureTone,
};

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Ends by itself; what a row could not measure is said in its place. */
export async function main({ superUrl }: { superUrl: string }): Promise<void> {
	const { only, quick = false } = readOptions({ only: { type: 'string' }, quick: { type: 'boolean' } });
	const names = only?.split(',') ?? Object.keys(MEASURES);
	const unknown = names.filter((name) => !MEASURES[name]);
	if (unknown.length > 0) {
		throw new Failure(`There is no row ${unknown.join(', ')}. Rows: ${Object.keys(MEASURES).join(', ')}.`);
	}
	say(await describeMachine(superUrl));
	const rows: Row[] = [];
	for (const name of names) {
		try {
			rows.push(...(await step(`measuring ${name}`, () => MEASURES[name]!({ superUrl, quick }))));
		} catch (error) {
			rows.push({
				name,
				ours: '',
				baseline: '',
				goal: 'runs',
				met: false,
				note: `${name}: ${explain(error)}`,
			});
		}
	}
	printTable(rows);
	if (quick) say('--quick: small sizes, to see that everything runs; take no number from here.');
	if (rows.some(({ met }) => met === false)) process.exitCode = 1;
}

async function describeMachine(superUrl: string): Promise<string> {
	const { rows } = await withClient(superUrl, (client) =>
		client.query<{ version: string; fsync: string; commit: string }>(
			"SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit",
		),
	);
	const { version, fsync, commit } = rows[0]!;
	const [cpu] = cpus();
	return (
		`${cpus().length} cores (${cpu?.model.trim()}), Node ${process.versions.node}, PostgreSQL ${version} ` +
		`(fsync ${fsync}, synchronous_commit ${commit}); loader, server and database share them`
	);
}
