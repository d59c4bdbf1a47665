import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/database';
import type { TestDatabase } from '../../../tests/support/template';

let database: TestDatabase;
let limits: typeof import('./rate-limit');
let pools: import('./db/client').Db[];

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, {
		DATABASE_URL: database.appUrl,
		ORIGIN: 'http://localhost',
		KEY_ENCRYPTION_KEY: Buffer.alloc(32, 'key').toString('base64url'),
		APP_SECRET: Buffer.alloc(32, 'app').toString('base64url'),
		IDENTITY_KEY: Buffer.alloc(32, 'identity').toString('base64url'),
		RATE_LIMIT_EXEMPT: '198.51.100.0/24',
	});
	limits = await import('./rate-limit');
	const { openDb, openPool } = await import('./db/client');
	pools = [openDb(openPool(database.appUrl, 4)), openDb(openPool(database.appUrl, 4))];
});

afterAll(async () => {
	await Promise.all(pools.map((pool) => pool.destroy()));
	await database.drop();
});

// Long windows, so that no test straddles two.
const openTwo = () => pools.map((pool) => limits.openRateLimit(() => pool, { windowSeconds: 1e8 }));

test('two processes count 200 takes at once exactly', async () => {
	const takes = openTwo();
	const one = { purpose: 'exact', ip: '192.0.2.1', free: 120, hard: 170 };
	const verdicts = await Promise.all(Array.from({ length: 200 }, (_, i) => takes[i % 2]!(one)));
	const of = (wanted: string) => verdicts.filter(({ verdict }) => verdict === wanted);
	expect(of('free')).toHaveLength(120);
	expect(of('prove')).toHaveLength(50);
	expect(of('refuse')).toHaveLength(30);
	expect(verdicts.every(({ retryAfter }) => Number.isInteger(retryAfter) && retryAfter > 0)).toBe(true);
});

test('many addresses in opposite orders do not lock each other', async () => {
	const takes = openTwo();
	const ips = Array.from({ length: 100 }, (_, i) => `203.0.113.${i}`);
	for (let round = 0; round < 10; round++) {
		await Promise.all([
			...ips.map((ip) => takes[0]!({ purpose: 'many', ip, free: 20, hard: 20 })),
			...[...ips].reverse().map((ip) => takes[1]!({ purpose: 'many', ip, free: 20, hard: 20 })),
		]);
	}
	const last = await takes[0]!({ purpose: 'many', ip: ips[0]!, free: 20, hard: 20 });
	expect(last.verdict).toBe('refuse');
});

test('purposes are counted apart, a household together', async () => {
	const [take] = openTwo();
	const limit = { free: 1, hard: 1 };
	expect(await take!({ purpose: 'a', ip: '2001:db8::1', ...limit })).toMatchObject({ verdict: 'free' });
	expect(await take!({ purpose: 'b', ip: '2001:db8::1', ...limit })).toMatchObject({ verdict: 'free' });
	expect(await take!({ purpose: 'a', ip: '2001:db8:0:ff::2', ...limit })).toMatchObject({
		verdict: 'refuse',
	});
});

test('what is guessed at from many addresses is counted together, whoever they are', async () => {
	const [take] = openTwo();
	const guess = (ip: string, about: string) =>
		take!({ purpose: 'guess', ip, about, free: 2, hard: 2 }).then(({ verdict }) => verdict);
	expect(await guess('192.0.2.1', 'one')).toBe('free');
	expect(await guess('198.51.100.9', 'one')).toBe('free');
	expect(await guess('198.51.100.9', 'one')).toBe('refuse');
	expect(await guess('192.0.2.1', 'another')).toBe('free');
});

test('an exempt address passes without the database', async () => {
	const take = limits.openRateLimit(() => {
		throw new Error('asked the database');
	});
	const verdict = await take({ purpose: 'a', ip: '198.51.100.9', free: 0, hard: 0 });
	expect(verdict).toEqual({ verdict: 'free', retryAfter: 0 });
});

test('a window lasts a minute at most', async () => {
	const take = limits.openRateLimit(() => pools[0]!);
	const { retryAfter } = await take({ purpose: 'minute', ip: '192.0.2.2', free: 1, hard: 1 });
	expect(retryAfter).toBeGreaterThanOrEqual(1);
	expect(retryAfter).toBeLessThanOrEqual(60);
});

test('sweeping deletes what no longer counts, and nothing else', async () => {
	const pool = pools[0]!;
	const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
	await pool.deleteFrom('rateLimit').execute();
	const windows = [
		{ windowStart: ago(60), endsAt: ago(59) },
		{ windowStart: ago(24 * 60), endsAt: ago(1) },
		{ windowStart: ago(1), endsAt: ago(0) },
	];
	await pool
		.insertInto('rateLimit')
		.values(windows.map((window) => ({ ...window, bucket: Buffer.alloc(32), hits: 1 })))
		.execute();
	await pool
		.insertInto('usedChallenge')
		.values([ago(120), ago(-5)].map((expiresAt, i) => ({ digest: Buffer.alloc(32, i), expiresAt })))
		.execute();
	await limits.sweep(pool);
	const kept = pool.selectFrom('rateLimit').select(['windowStart', 'endsAt']).orderBy('windowStart');
	expect(await kept.execute()).toEqual(windows.slice(1));
	expect(await pool.selectFrom('usedChallenge').select('digest').execute()).toEqual([
		{ digest: Buffer.alloc(32, 1) },
	]);
});
