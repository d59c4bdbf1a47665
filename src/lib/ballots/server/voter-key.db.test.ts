import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import { seal, unseal } from '../../server/seal';
import { otherAuthorKey, PollKeys, voterKey, voterKeysOf } from './voter-key';

const wrapping = Buffer.alloc(32, 'wrapping');
let database: TestDatabase;
let owner: pg.Pool;
let dbs: import('../../server/db/client').Db[];

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	const { openDb, openPool } = await import('../../server/db/client');
	dbs = [openDb(openPool(database.appUrl, 2)), openDb(openPool(database.appUrl, 2))];
});
afterAll(async () => {
	await Promise.all([owner?.end(), ...(dbs ?? []).map((db) => db.destroy())]);
	await database?.drop();
});

/** As two processes have them. */
const openTwo = () =>
	dbs.map(
		(db) =>
			new PollKeys(
				() => db,
				() => wrapping,
			),
	) as [PollKeys, PollKeys];

const moveClosing = (pollId: string, by: string) =>
	owner.query('UPDATE poll SET closes_at = clock_timestamp() + $2::interval WHERE id = $1', [pollId, by]);

const countKeys = async (pollId: string) =>
	(await owner.query('SELECT FROM poll_key WHERE poll_id = $1', [pollId])).rowCount;

test('keys of many voters are those of each', () => {
	const key = randomBytes(32);
	const keyOf = voterKeysOf(key);
	for (const id of ['a', 'Đặng', 'x'.repeat(200), '']) {
		for (const voter of [{ class: 'verified', id } as const, { class: 'unverified', id } as const]) {
			expect(keyOf(voter)).toEqual(voterKey(key, voter));
		}
	}
});

test('a wrapped key is opened by the same wrapping key for the same poll', () => {
	const key = randomBytes(32);
	const wrapped = seal(key, wrapping, 'poll');
	expect(wrapped).toHaveLength(60);
	expect(wrapped.includes(key)).toBe(false);
	expect(unseal(wrapped, wrapping, 'poll')).toEqual(key);
	expect(seal(key, wrapping, 'poll')).not.toEqual(wrapped);
});

test.each<[what: string, open: (wrapped: Buffer) => Buffer]>([
	['another wrapping key', (wrapped) => unseal(wrapped, Buffer.alloc(32, 'other'), 'poll')],
	['another poll', (wrapped) => unseal(wrapped, wrapping, 'other')],
	['an altered nonce', (wrapped) => unseal(flip(wrapped, 0), wrapping, 'poll')],
	['an altered tag', (wrapped) => unseal(flip(wrapped, 12), wrapping, 'poll')],
	['an altered key', (wrapped) => unseal(flip(wrapped, 59), wrapping, 'poll')],
	['a row cut short', (wrapped) => unseal(wrapped.subarray(0, 20), wrapping, 'poll')],
])('%s opens nothing', (_, open) => {
	const wrapped = seal(randomBytes(32), wrapping, 'poll');
	expect(() => open(wrapped)).toThrow();
});

function flip(bytes: Buffer, at: number): Buffer {
	const altered = Buffer.from(bytes);
	altered[at]! ^= 1;
	return altered;
}

test('a pseudonym is the same for the same person and poll, and another one for everything else', () => {
	const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
	const person = { class: 'verified', id: 'an' } as const;
	expect(voterKey(one, person)).toEqual(voterKey(one, { ...person }));
	const keys = [
		voterKey(one, person),
		voterKey(two, person),
		voterKey(one, { class: 'unverified', id: 'an' }),
		voterKey(one, { class: 'verified', id: 'binh' }),
		otherAuthorKey(one, person),
	];
	expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(keys.length);
	for (const key of keys) expect(key).toHaveLength(32);
});

test('many first needs at once in two processes get the same key', async () => {
	const { id } = await makePoll(database.ownerUrl);
	const processes = openTwo();
	const keys = await Promise.all(Array.from({ length: 20 }, (_, i) => processes[i % 2]!.of(id)));
	expect(keys[0]).toHaveLength(32);
	for (const key of keys) expect(key).toEqual(keys[0]);
	expect(await countKeys(id)).toBe(1);
});

test('a process that starts later opens the same key, and with another wrapping key none', async () => {
	const { id } = await makePoll(database.ownerUrl);
	const key = await openTwo()[0].of(id);
	expect(await openTwo()[1].of(id)).toEqual(key);
	const stranger = new PollKeys(
		() => dbs[0]!,
		() => Buffer.alloc(32, 'stranger'),
	);
	await expect(stranger.of(id)).rejects.toThrow();
});

test.each([
	['closed', { opensAt: '-2 hours', closesAt: '-1 hour' }],
	['scheduled', { opensAt: '1 hour', closesAt: '2 hours' }],
	['a draft', { state: 'draft' }],
	['archived', { state: 'archived' }],
] as const)('a poll that is %s gets no key', async (_, wishes) => {
	const { id } = await makePoll(database.ownerUrl, wishes);
	expect(await openTwo()[0].of(id)).toBeUndefined();
	expect(await countKeys(id)).toBe(0);
});

test('a poll that had no key before it opened gets one after', async () => {
	const { id } = await makePoll(database.ownerUrl, { opensAt: '1 hour', closesAt: '2 hours' });
	const [keys] = openTwo();
	expect(await keys.of(id)).toBeUndefined();
	await owner.query("UPDATE poll SET opens_at = clock_timestamp() - interval '1 hour' WHERE id = $1", [id]);
	expect(await keys.of(id)).toHaveLength(32);
});

test('keys of polls that closed long ago are deleted for good, those of others are kept', async () => {
	const long = await makePoll(database.ownerUrl, { opensAt: '-20 days' });
	const recent = await makePoll(database.ownerUrl, { opensAt: '-20 days' });
	const open = await makePoll(database.ownerUrl);
	const [keys] = openTwo();
	for (const { id } of [long, recent, open]) await keys.of(id);
	await moveClosing(long.id, '-7 days -1 minute');
	await moveClosing(recent.id, '-7 days 1 minute');
	expect(await keys.deleteOld()).toBe(1);
	expect(await Promise.all([long, recent, open].map(({ id }) => countKeys(id)))).toEqual([0, 1, 1]);
	expect(await keys.of(long.id)).toBeUndefined();
	expect(await keys.of(recent.id)).toHaveLength(32);
	expect(await countKeys(long.id)).toBe(0);
});

test('a key that one process deleted is forgotten by the others at their next round', async () => {
	const { id } = await makePoll(database.ownerUrl, { opensAt: '-20 days' });
	const [first, second] = openTwo();
	await first.of(id);
	await second.of(id);
	await moveClosing(id, '-8 days');
	await first.deleteOld();
	await second.deleteOld();
	expect(await second.of(id)).toBeUndefined();
});
