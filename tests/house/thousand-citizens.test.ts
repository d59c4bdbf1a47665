/** A town that votes all at once, through two processes: whatever overtakes whatever, everybody has one vote. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { startApp } from '../support/app-process.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll, readCounts } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

const CITIZENS = 1_000;
const ANSWERS = 20;
/** Citizens whose answers are under way at the same moment. */
const AT_ONCE = 20;

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;
let apps: Awaited<ReturnType<typeof startApp>>[];

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 8));
	apps = await Promise.all([0, 1].map(() => startApp({ databaseUrl: database.appUrl })));
	await Promise.all(apps.map((app) => app.waitReady()));
});
afterAll(async () => {
	await Promise.all((apps ?? []).map((app) => app.stop()));
	await db?.destroy();
	await owner?.end();
	await database?.drop();
});

/** Each item once, some at a time. */
async function forAll<T, R>(items: readonly T[], atOnce: number, work: (item: T, n: number) => Promise<R>) {
	const results: R[] = new Array(items.length);
	let next = 0;
	const worker = async () => {
		for (let n = next++; n < items.length; n = next++) results[n] = await work(items[n]!, n);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return results;
}

test('1,000 citizens who each send 20 answers at once through two processes have 1,000 votes, and the tally is the recount', async () => {
	const { id, slug, options } = await makePoll(database.ownerUrl, { level: 'citizens', options: 5 });
	const sessions = await forAll(Array.from({ length: CITIZENS }), 8, async () =>
		makeSession(db, await makeCitizen(db)),
	);
	const send = async (session: string, choice: number, app: (typeof apps)[number]) => {
		const response = await fetch(`${app.origin}/api/v1/polls/${slug}/votes`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', cookie: `s=${session}`, origin: app.origin },
			body: JSON.stringify({ choices: [choice] }),
		});
		await response.arrayBuffer();
		return response.status;
	};
	const statuses = await forAll(sessions, AT_ONCE, (session, citizen) =>
		Promise.all(
			Array.from({ length: ANSWERS }, (_, n) =>
				send(session, options[(citizen + n) % options.length]!, apps[n % 2]!),
			),
		),
	);
	for (const of of statuses) {
		expect(of.filter((status) => status === 201)).toHaveLength(1);
		expect(of.filter((status) => status === 200)).toHaveLength(ANSWERS - 1);
	}
	const counts = await readCounts(owner, id);
	expect(counts.rows).toBe(CITIZENS);
	expect(counts.tally).toEqual(counts.recount);
	expect(counts.turnout).toEqual({ verified: CITIZENS });
}, 180_000);
