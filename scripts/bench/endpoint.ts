/** The whole way of a vote through the built app, every guard on, against a minimal SvelteKit endpoint. */
import { startApp } from '../../tests/support/app-process.ts';
import { inRounds, median, medianRatio, short, type Bench, type Row } from './bench.ts';
import { benchDatabase, makePolls, mustEqualRecount, withClient } from './database.ts';
import type { Load, Loaded } from './http-loader.ts';
import { runLoad } from './load.ts';
import { startPlainApp } from './endpoint-plain.ts';

const CONNECTIONS = 32;
const SESSIONS = 1_000;
const TABLES = `
	CREATE TABLE plain_session (id text PRIMARY KEY, person int);
	INSERT INTO plain_session SELECT 'session-' || n, n FROM generate_series(1, ${SESSIONS}) n;
	CREATE TABLE plain_vote (poll_id uuid, voter_key bytea, voter_class text, choices smallint[], PRIMARY KEY (poll_id, voter_key));
	GRANT ALL ON plain_session, plain_vote TO hoidan_app`;

export async function measureEndpoint({ superUrl, quick }: Bench): Promise<Row[]> {
	const database = await benchDatabase(superUrl);
	const [poll] = await makePolls(database.ownerUrl, 1);
	await withClient(database.ownerUrl, (client) => client.query(TABLES));
	const app = await startApp({
		databaseUrl: database.appUrl,
		// Nobody is exempt, and every request comes from an address of its own, so that the counters count them all.
		env: { RATE_LIMIT_EXEMPT: '', ADDRESS_HEADER: 'x-forwarded-for' },
	});
	await app.waitReady();
	const plain = await startPlainApp({ databaseUrl: database.appUrl, pollId: poll!.id });

	const bodies = [1, 2, 3, 4].map((option) => JSON.stringify({ choices: [option] }));
	const seconds = quick ? 3 : 4;
	const common = { method: 'POST' as const, connections: CONNECTIONS, seconds, bodies };
	// Without a cookie: each vote is a new device's, and the app issues and signs its cookie.
	const ours: Load = {
		...common,
		port: app.port,
		path: `/api/v1/polls/${poll!.slug}/votes`,
		manyAddresses: true,
	};
	const baseline: Load = {
		...common,
		port: plain.port,
		path: '/votes',
		cookies: Array.from({ length: SESSIONS }, (_, i) => `session=session-${i + 1}`),
	};
	// The app is much more code, which the engine compiles while it is used.
	for (const load of [baseline, ours]) await runLoad({ ...load, seconds: quick ? 2 : 6 });
	const loads = await inRounds(
		'endpoint, votes/s',
		{ ours: () => runLoad(ours), baseline: () => runLoad(baseline) },
		({ perSecond, p50, p99 }: Loaded) => `${short(perSecond)} (p50 ${short(p50)} ms, p99 ${short(p99)} ms)`,
	);
	const rates = { ours: loads.ours.map(perSecond), baseline: loads.baseline.map(perSecond) };
	const half = await inRounds(
		'endpoint at half load, ms',
		{
			ours: () => runLoad({ ...ours, connections: 2 * CONNECTIONS, rate: median(rates.ours) / 2 }),
			baseline: () =>
				runLoad({ ...baseline, connections: 2 * CONNECTIONS, rate: median(rates.baseline) / 2 }),
		},
		({ p50, p99 }: Loaded) => `p50 ${short(p50)}, p99 ${short(p99)}`,
	);
	const rows = await countVotes(database.ownerUrl);
	await mustEqualRecount(database.ownerUrl, rows);
	await app.stop();
	await plain.stop();
	await database.drop();

	const ratio = medianRatio(rates.ours, rates.baseline);
	const tail = (loaded: Loaded[]) => median(loaded.map(({ p50, p99 }) => p99 / p50));
	const latency = (loaded: Loaded[]) =>
		`p50 ${short(median(loaded.map(({ p50 }) => p50)))}, p99 ${short(median(loaded.map(({ p99 }) => p99)))} ms`;
	return [
		{
			name: 'vote endpoint, against a minimal one',
			ours: `${short(median(rates.ours))} votes/s`,
			baseline: `${short(median(rates.baseline))} votes/s`,
			ratio,
			goal: '≥ 1.0',
			met: ratio >= 1,
			note: `endpoint: ${CONNECTIONS} connections at full load; the ratio of its second line is p99 / p50 of ours.`,
		},
		{
			name: 'vote endpoint at half load',
			ours: latency(half.ours),
			baseline: latency(half.baseline),
			ratio: tail(half.ours),
			goal: '< 10',
			met: tail(half.ours) < 10,
		},
	];
}

const perSecond = (loaded: Loaded) => loaded.perSecond;

async function countVotes(url: string): Promise<number> {
	const { rows } = await withClient(url, (client) =>
		client.query<{ n: number }>('SELECT count(*) AS n FROM vote'),
	);
	return Number(rows[0]!.n);
}
