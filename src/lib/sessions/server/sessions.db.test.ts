import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import type { TestDatabase } from '../../../../tests/support/template';
import { openDb, openPool, type Db } from '../../server/db/client';
import { endSession, endSessionsOf } from './end-sessions';
import { findActor } from './find-actor';
import { startSession } from './start-session';

let database: TestDatabase;
let pool: pg.Pool;
let db: Db;
let owner: pg.Client;
let personId: string;

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.appUrl, 10);
	db = openDb(pool);
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
});

afterAll(async () => {
	await db.destroy();
	await owner.end();
	await database.drop();
});

beforeEach(async () => {
	const { id } = await db.insertInto('person').defaultValues().returning('id').executeTakeFirstOrThrow();
	personId = id;
});

const start = (replaces?: string) =>
	startSession(db, { personId, assurance: 'one-factor', way: 'eid', replaces });
const idOf = (token: string) => token.split('.')[0]!;
const age = (token: string, column: 'created_at' | 'last_seen_at', interval: string) =>
	owner.query(`UPDATE session SET ${column} = now() - $2::interval WHERE id = $1`, [idOf(token), interval]);

test('a token is its person', async () => {
	expect(await findActor(pool, await start())).toMatchObject({
		personId,
		grants: [],
		assurance: 'one-factor',
	});
});

test('what a dump of the table holds opens nothing', async () => {
	const token = await start();
	const { rows } = await owner.query<{ secret_hash: Buffer }>(
		'SELECT secret_hash FROM session WHERE id = $1',
		[idOf(token)],
	);
	expect(
		await findActor(pool, `${idOf(token)}.${rows[0]!.secret_hash.toString('base64url')}`),
	).toBeUndefined();
});

test.each(['', 'x', 'a.b', `${'a'.repeat(16)}.${'b'.repeat(43)}`, `${'é'.repeat(16)}.${'b'.repeat(43)}`])(
	'the token %j is nobody',
	async (token) => {
		expect(await findActor(pool, token)).toBeUndefined();
	},
);

test('a session that is replaced ends in the same step', async () => {
	const first = await start();
	const second = await start(idOf(first));
	expect(await findActor(pool, first)).toBeUndefined();
	expect(await findActor(pool, second)).toBeDefined();
});

test('a session ends by idleness, by age and by a new role', async () => {
	const idle = await start();
	await age(idle, 'last_seen_at', '10 days');
	expect(await findActor(pool, idle)).toBeUndefined();

	const old = await start();
	await age(old, 'created_at', '30 days');
	expect(await findActor(pool, old)).toBeUndefined();

	const promoted = await start();
	await age(promoted, 'last_seen_at', '16 minutes');
	expect(await findActor(pool, promoted)).toBeDefined();
	await age(promoted, 'last_seen_at', '16 minutes');
	await db.insertInto('roleGrant').values({ personId, role: 'official' }).execute();
	expect(await findActor(pool, promoted)).toBeUndefined();
});

test('being seen keeps a session', async () => {
	const token = await start();
	await age(token, 'last_seen_at', '9 days');
	await findActor(pool, token);
	const { rows } = await owner.query(
		'SELECT now() - last_seen_at < interval $$1 minute$$ AS seen FROM session WHERE id = $1',
		[idOf(token)],
	);
	expect(rows[0].seen).toBe(true);
});

test('a role that is taken away, and a person who is disabled, count from the next request', async () => {
	const token = await start();
	await db.insertInto('roleGrant').values({ personId, role: 'moderator' }).execute();
	expect((await findActor(pool, token))!.grants).toEqual([{ role: 'moderator', area: null }]);
	await db.deleteFrom('roleGrant').where('personId', '=', personId).execute();
	expect((await findActor(pool, token))!.grants).toEqual([]);
	await db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', personId).execute();
	expect(await findActor(pool, token)).toBeUndefined();
});

test('a citizen is one by a proof of theirs, not by a factor of staff, which an administrator can have made', async () => {
	const { id } = await db
		.insertInto('person')
		.values({ verifiedAt: new Date() })
		.returning('id')
		.executeTakeFirstOrThrow();
	const verified = async (way: string) => {
		const token = await startSession(db, { personId: id, assurance: 'two-factor', way });
		return (await findActor(pool, token))!.verified;
	};
	const ways = ['eid', 'roll', 'letter', 'eid+totp', 'passkey', 'password+totp', 'recovery-code'];
	expect(await Promise.all(ways.map(verified))).toEqual([true, true, true, true, false, false, false]);
});

test('nobody ends the session of somebody else', async () => {
	const token = await start();
	const { id: stranger } = await db
		.insertInto('person')
		.defaultValues()
		.returning('id')
		.executeTakeFirstOrThrow();
	expect(await endSession(db, stranger, idOf(token))).toBe(false);
	expect(await findActor(pool, token)).toBeDefined();
	expect(await endSession(db, personId, idOf(token))).toBe(true);
	expect(await findActor(pool, token)).toBeUndefined();
});

test('all sessions but one end, and every process is told which', async () => {
	const [kept, ...others] = [await start(), await start(), await start()];
	const listener = new pg.Client({ connectionString: database.appUrl });
	await listener.connect();
	await listener.query('LISTEN session_ended');
	const told: string[] = [];
	listener.on('notification', ({ payload }) => told.push(payload!));
	expect(await endSessionsOf(db, personId, idOf(kept!))).toBe(2);
	await listener.query('SELECT 1');
	expect(told.sort()).toEqual(others.map(idOf).sort());
	expect(await findActor(pool, kept!)).toBeDefined();
	await listener.end();
});
