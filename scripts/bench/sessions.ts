/** What recognising a person costs each request, and how many sign-ins a process and its database can write. */
import { startSession } from '../../src/lib/sessions/server/start-session.ts';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startApp } from '../../tests/support/app-process.ts';
import { makeCitizen, makeSession } from '../../tests/support/citizens.ts';
import { inRounds, median, short, type Bench, type Row } from './bench.ts';
import { benchDatabase } from './database.ts';
import type { Load, Loaded } from './http-loader.ts';
import { runLoad } from './load.ts';

const AT_ONCE = 16;

export async function measureSessions({ superUrl, quick }: Bench): Promise<Row[]> {
	const database = await benchDatabase(superUrl);
	const db = openDb(openPool(database.appUrl, AT_ONCE));
	const people = await Promise.all(Array.from({ length: AT_ONCE }, () => makeCitizen(db)));
	const cookie = `s=${await makeSession(db, people[0]!)}`;
	const app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();

	// The trivial route, one caller: what is compared is how long one request takes, not how many fit.
	const stranger: Load = {
		method: 'GET',
		port: app.port,
		path: '/healthz',
		connections: 1,
		seconds: quick ? 1 : 4,
	};
	const person: Load = { ...stranger, cookies: [cookie] };
	for (const load of [stranger, person]) await runLoad(load);
	const loads = await inRounds(
		'a trivial page, ms at the median',
		{ person: () => runLoad(person), stranger: () => runLoad(stranger) },
		({ p50 }: Loaded) => short(p50),
	);
	const added = median(loads.person.map(({ p50 }, i) => p50 - loads.stranger[i]!.p50));
	const { signIns } = await inRounds('sign-ins/s', { signIns: () => countSignIns(quick ? 1_000 : 4_000) });
	await app.stop();
	await db.destroy();
	await database.drop();
	const p50 = (who: Loaded[]) => `p50 ${short(median(who.map((one) => one.p50)))} ms`;
	return [
		{
			name: 'a request with a session, against without',
			ours: p50(loads.person),
			baseline: p50(loads.stranger),
			goal: '< 0.5 ms more',
			met: added < 0.5,
			note: `sessions: looking up the session adds ${short(added)} ms at the median to the trivial page.`,
		},
		{
			name: `sign-ins written, ${AT_ONCE} at once`,
			ours: `${short(median(signIns))} sign-ins/s`,
			baseline: '',
			goal: '',
			note: 'sign-ins: a new session row and an entry of the audit chain each, one after the other by design; without the way through a provider.',
		},
	];

	async function countSignIns(milliseconds: number): Promise<number> {
		const began = performance.now();
		let count = 0;
		await Promise.all(
			people.map(async (personId) => {
				while (performance.now() - began < milliseconds) {
					await startSession(db, { personId, assurance: 'one-factor', way: 'eid' });
					count++;
				}
			}),
		);
		return (count * 1000) / (performance.now() - began);
	}
}
