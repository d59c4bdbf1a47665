/**
 * Thousands of watchers of one poll while votes arrive, against a bare broadcaster. Votes come further apart than the
 * hub's half second, so that its folding never delays one and what is measured is the way itself: commit,
 * notification, one read, and a write to every watcher. The first of its updates is not counted.
 */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startApp } from '../../tests/support/app-process.ts';
import { say } from '../support/progress.mjs';
import { inRounds, median, medianRatio, short, type Bench, type Row } from './bench.ts';
import { benchDatabase, makePolls } from './database.ts';
import { cpuSeconds, residentBytes, startChild, stopChild } from './processes.ts';
import type { Delays, Order, Watching } from './watch-loader.ts';

const BETWEEN_VOTES_MS = 1_000;
const FRAME = `event: results\ndata: ${JSON.stringify({
	slug: 'bench-1',
	asOf: new Date(0).toISOString(),
	status: 'open',
	classes: [
		{
			class: 'unverified',
			ballots: 0,
			options: [1, 2, 3, 4].map((id) => ({ id, label: `Phương án ${id}`, votes: 3, share: 25 })),
		},
	],
})}\n\n`;

interface Watched {
	p50: number;
	p99: number;
	memory: number;
	cpu: number;
}
interface Target extends Omit<Watching, 'watchers'> {
	pid: number;
	/** Given so far. */
	votes: number;
	vote: () => Promise<Response>;
}

export async function measureSse({ superUrl, quick }: Bench): Promise<Row[]> {
	const rows: Row[] = [];
	for (const watchers of quick ? [500] : [5_000, 10_000])
		rows.push(...(await measureFor(superUrl, watchers, quick)));
	return rows;
}

async function measureFor(superUrl: string, watchers: number, quick: boolean): Promise<Row[]> {
	const database = await benchDatabase(superUrl);
	const [poll] = await makePolls(database.ownerUrl, 1);
	const app = await startApp({
		databaseUrl: database.appUrl,
		env: { LIVE_MAX_PER_ADDRESS: String(watchers), LIVE_MAX: String(watchers) },
	});
	await app.waitReady();
	const { child, ready } = await startChild<{ port: number }>(new URL('./watch-plain.ts', import.meta.url), {
		frame: FRAME,
	});
	const votesUrl = `http://127.0.0.1:${app.port}/api/v1/polls/${poll!.slug}/votes`;
	const ours: Target = {
		port: app.port,
		path: `/api/v1/polls/${poll!.slug}/results/live`,
		pid: app.child.pid!,
		votes: 0,
		vote: () =>
			fetch(votesUrl, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ choices: [1 + (ours.votes % 4)] }),
			}),
	};
	const baseline: Target = {
		port: ready.port,
		path: '/',
		pid: child.pid!,
		votes: 0,
		vote: () => fetch(`http://127.0.0.1:${ready.port}/`, { method: 'POST' }),
	};
	const updates = quick ? 3 : 4;
	const results = await inRounds(
		`sse, ${watchers} watchers`,
		{ ours: () => watch(ours, watchers, updates), baseline: () => watch(baseline, watchers, updates) },
		({ p50, p99, memory, cpu }: Watched) =>
			`p50 ${short(p50)} p99 ${short(p99)} ms, ${short(memory / 1000)} kB a watcher, ${short(cpu)} CPU s`,
	);
	await app.kill('SIGKILL');
	await stopChild(child);
	await database.drop();

	const of = (who: Watched[], what: keyof Watched) => median(who.map((result) => result[what]));
	const ratio = (what: keyof Watched) =>
		medianRatio(
			results.ours.map((result) => result[what]),
			results.baseline.map((result) => result[what]),
		);
	const delays = (who: Watched[]) => `p50 ${short(of(who, 'p50'))}, p99 ${short(of(who, 'p99'))} ms`;
	// A process that has held that many before has the room already: only its first round tells.
	const memory = { ours: results.ours[0]!.memory / 1000, baseline: results.baseline[0]!.memory / 1000 };
	const name = `${watchers.toLocaleString('en-US')} watchers`;
	const p99 = ratio('p99');
	return [
		{
			name: `${name}, vote to watcher`,
			ours: delays(results.ours),
			baseline: delays(results.baseline),
			ratio: p99,
			goal: '≤ 1.5, < 500 ms',
			met: p99 <= 1.5 && of(results.ours, 'p99') < 500,
		},
		{
			name: `${name}, memory each`,
			ours: `${short(memory.ours)} kB`,
			baseline: `${short(memory.baseline)} kB`,
			ratio: memory.ours / memory.baseline,
			goal: '≤ 40 kB',
			met: memory.ours <= 40,
		},
		{
			name: `${name}, processor time an update`,
			ours: `${short(1000 * of(results.ours, 'cpu'))} ms`,
			baseline: `${short(1000 * of(results.baseline, 'cpu'))} ms`,
			ratio: ratio('cpu'),
			goal: '',
		},
	];
}

async function watch(target: Target, watchers: number, updates: number): Promise<Watched> {
	const before = residentBytes(target.pid);
	const { child } = await startChild(new URL('./watch-loader.ts', import.meta.url), { ...target, watchers });
	try {
		await delay(2_000);
		const memory = (residentBytes(target.pid) - before) / watchers;
		const all: Delays[] = [];
		let cpuBefore = 0;
		for (let i = 0; i <= updates; i++) {
			if (i === 1) cpuBefore = cpuSeconds(target.pid);
			await order<unknown>({ expectBallots: ++target.votes });
			const answer = await target.vote();
			const answeredAt = Number(process.hrtime.bigint()) / 1e6;
			if (answer.status !== 201) throw new Error(`a vote was answered with ${answer.status}`);
			await answer.arrayBuffer();
			await delay(BETWEEN_VOTES_MS);
			const delays = await order<Delays>({ answeredAt });
			if (delays.reached < watchers) say(`       only ${delays.reached} of ${watchers} were reached in time`);
			if (i > 0) all.push(delays);
		}
		return {
			p50: median(all.map(({ p50 }) => p50)),
			p99: median(all.map(({ p99 }) => p99)),
			memory,
			cpu: (cpuSeconds(target.pid) - cpuBefore) / updates,
		};
	} finally {
		await stopChild(child);
		await delay(1_000);
	}

	async function order<Answer>(what: Order): Promise<Answer> {
		const answer = once(child, 'message');
		child.send(what);
		const [message] = await answer;
		return message as Answer;
	}
}
