/** A process that is killed while it finds opinion groups leaves nothing half said, and the next one finds them. Real processes. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findThread, type ThreadSubject } from '../../src/lib/comments/server/threads.ts';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startApp } from '../support/app-process.ts';
import { makeTopic } from '../support/comments.ts';
import { generateConversation } from '../support/conversations.ts';
import { freshDatabase } from '../support/database.ts';
import { seedConversation } from '../support/seed-conversation.ts';
import type { TestDatabase } from '../support/template.ts';

const PATIENCE = { timeout: 40_000, interval: 50 };

let database: TestDatabase;
let owner: pg.Pool;
const holding = new Set<pg.Client>();
const apps: Awaited<ReturnType<typeof startApp>>[] = [];

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
});
afterAll(async () => {
	await Promise.all(apps.map((app) => app.kill('SIGKILL')));
	await Promise.all([...holding].map((client) => client.end()));
	await owner?.end();
	await database?.drop();
});

async function start() {
	const app = await startApp({ databaseUrl: database.appUrl });
	apps.push(app);
	await app.waitReady();
	return app;
}

/** A topic whose people answered alike in two groups. */
async function makeConversation(): Promise<{ threadId: string; subject: ThreadSubject }> {
	const subject = await makeTopic(database);
	const db = openDb(openPool(database.appUrl, 1));
	const threadId = (await findThread(db, subject))!.id;
	await db.destroy();
	const reactions = generateConversation(7, { sizes: [14, 9], comments: 12, apart: 1.4, answered: 0.9 });
	await seedConversation(database.ownerUrl, { threadId, reactions });
	return { threadId, subject };
}

interface Stored {
	version: number;
	told: { outcome: string; groups: { people: number }[] } | null;
	found: boolean;
	claimed: boolean;
}

async function stored(threadId: string): Promise<Stored | undefined> {
	const { rows } = await owner.query<Stored>(
		`SELECT version, told, found_at IS NOT NULL AND memory IS NOT NULL AS found, claimed_until IS NOT NULL AS claimed
		FROM opinion_groups WHERE thread_id = $1`,
		[threadId],
	);
	return rows[0];
}

const untilClaimed = (threadId: string) =>
	vi.waitFor(async () => expect(await stored(threadId)).toMatchObject({ claimed: true }), PATIENCE);

/** Keeps others away from what the statement locks, until released. */
async function hold(statement: string, values: unknown[] = []) {
	const client = new pg.Client({ connectionString: database.ownerUrl });
	holding.add(client);
	await client.connect();
	await client.query('BEGIN');
	await client.query(statement, values);
	return async () => {
		holding.delete(client);
		await client.query('ROLLBACK');
		await client.end();
	};
}

async function expectFound(threadId: string, { kind, slug }: ThreadSubject) {
	// As if the minute had gone by after which whoever was at it is taken for dead.
	await owner.query(
		"UPDATE opinion_groups SET claimed_until = clock_timestamp() - interval '1 second' WHERE claimed_until IS NOT NULL",
	);
	const app = await start();
	await vi.waitFor(
		async () => expect(await stored(threadId)).toMatchObject({ found: true, claimed: false }),
		PATIENCE,
	);
	const { told, version } = (await stored(threadId))!;
	expect(version).toBe(1);
	expect(told!.groups.map(({ people }) => people)).toEqual([15, 10]);
	const page = await fetch(`http://127.0.0.1:${app.port}/${kind}s/${slug}/groups`);
	expect(await page.text()).toContain('Nhóm B');
	await app.stop();
}

test('killed while it reads the answers: nothing is said, and the next process finds the groups', async () => {
	const { threadId, subject } = await makeConversation();
	const release = await hold('LOCK TABLE reaction IN ACCESS EXCLUSIVE MODE');
	const app = await start();
	await untilClaimed(threadId);
	await app.kill('SIGKILL');
	await release();
	expect(await stored(threadId)).toEqual({ version: 0, told: null, found: false, claimed: true });
	await expectFound(threadId, subject);
}, 120_000);

test('killed while it writes the groups: they are there whole or not at all', async () => {
	const { threadId, subject } = await makeConversation();
	const release = await hold('LOCK TABLE reaction IN ACCESS EXCLUSIVE MODE');
	const app = await start();
	await untilClaimed(threadId);
	const letWrite = await hold('SELECT FROM opinion_groups WHERE thread_id = $1 FOR UPDATE', [threadId]);
	await release();
	await vi.waitFor(async () => {
		const { rows } = await owner.query(
			`SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
		);
		expect(rows).toHaveLength(1);
	}, PATIENCE);
	await app.kill('SIGKILL');
	await letWrite();
	// The database may carry out what it was told before the process died.
	const { version, told, found } = (await stored(threadId))!;
	expect([version, told !== null, found]).toEqual(version === 0 ? [0, false, false] : [1, true, true]);
	await expectFound(threadId, subject);
}, 120_000);
