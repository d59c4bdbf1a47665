/** Who looks after people may do much, but never leave nobody who could. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import type { TestDatabase } from '../../../../tests/support/template';
import type { Actor, Grant } from '../../people/actor';
import { grantRole, revokeRole } from '../../people/server/change-roles';
import { listPeople } from '../../people/server/reads';
import { openDb, openPool, type Db } from '../../server/db/client';
import { disablePerson, enablePerson, endSessionsFor } from './bar-person';
import { findActor } from './find-actor';
import { startSession } from './start-session';

let database: TestDatabase;
let pool: pg.Pool;
let db: Db;

beforeAll(async () => {
	database = await freshDatabase();
	pool = openPool(database.appUrl, 10);
	db = openDb(pool);
	await db.insertInto('area').values({ code: 'tinh' }).execute();
	await db
		.insertInto('area')
		.values([
			{ code: 'xa-a', parentCode: 'tinh' },
			{ code: 'xa-b', parentCode: 'tinh' },
			{ code: 'ngoai-tinh', parentCode: null },
		])
		.execute();
});
afterAll(async () => {
	await db.destroy();
	await database.drop();
});

let admins: Actor[];
beforeEach(async () => {
	const owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	await owner.query('TRUNCATE role_grant');
	await owner.end();
	admins = [await person([everywhere]), await person([everywhere])];
});

const everywhere: Grant = { role: 'administrator', area: null };

async function person(grants: Grant[] = [], areaCode?: string): Promise<Actor> {
	const { id } = await db
		.insertInto('person')
		.values({ areaCode: areaCode ?? null })
		.returning('id')
		.executeTakeFirstOrThrow();
	for (const { role, area } of grants) {
		await db.insertInto('roleGrant').values({ personId: id, role, areaCode: area }).execute();
	}
	const token = await startSession(db, { personId: id, assurance: 'two-factor', way: 'passkey' });
	return (await findActor(pool, token))!;
}

const tokenOf = (personId: string) => startSession(db, { personId, assurance: 'two-factor', way: 'passkey' });

async function countAdministrators(): Promise<number> {
	const { n } = await db
		.selectFrom('roleGrant as g')
		.innerJoin('person as p', 'p.id', 'g.personId')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('g.role', '=', 'administrator')
		.where('g.areaCode', 'is', null)
		.where('p.disabledAt', 'is', null)
		.executeTakeFirstOrThrow();
	return n;
}

test('two administrators who take each other away at once leave one', async () => {
	const [a, b] = admins as [Actor, Actor];
	const results = await Promise.all([
		revokeRole(db, a, { personId: b.personId, ...everywhere }),
		revokeRole(db, b, { personId: a.personId, ...everywhere }),
	]);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(results).toContainEqual({ ok: false, reason: 'last-administrator' });
	expect(await countAdministrators()).toBe(1);
});

test('one takes a role away while the other disables: one administrator is left', async () => {
	const [a, b] = admins as [Actor, Actor];
	const results = await Promise.all([
		disablePerson(db, a, { personId: b.personId }),
		revokeRole(db, b, { personId: a.personId, ...everywhere }),
	]);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await countAdministrators()).toBe(1);
});

test('nobody shuts themselves out', async () => {
	const [a] = admins as [Actor];
	const me = { personId: a.personId };
	expect(await disablePerson(db, a, me)).toEqual({ ok: false, reason: 'yourself' });
	expect(await revokeRole(db, a, { ...me, ...everywhere })).toEqual({ ok: false, reason: 'yourself' });
});

test('who is disabled is out at once, and in again only by a new sign-in', async () => {
	const [a] = admins as [Actor];
	const { personId } = await person([{ role: 'moderator', area: null }]);
	const token = await tokenOf(personId);
	expect(await findActor(pool, token)).toBeDefined();
	expect(await disablePerson(db, a, { personId })).toMatchObject({ ok: true });
	expect(await findActor(pool, token)).toBeUndefined();
	expect(await enablePerson(db, a, { personId })).toMatchObject({ ok: true });
	expect(await findActor(pool, token)).toBeUndefined();
	const next = await tokenOf(personId);
	expect(await endSessionsFor(db, a, { personId })).toMatchObject({ ok: true });
	expect(await findActor(pool, next)).toBeUndefined();
});

test('a role holds from the next request on, and no longer', async () => {
	const [a] = admins as [Actor];
	const { personId } = await person();
	const token = await tokenOf(personId);
	const role = { personId, role: 'moderator', area: 'xa-a' } as const;
	for (let i = 0; i < 2; i++) expect(await grantRole(db, a, role)).toMatchObject({ ok: true });
	expect((await findActor(pool, token))?.grants).toEqual([{ role: 'moderator', area: 'xa-a' }]);
	expect(await revokeRole(db, a, role)).toMatchObject({ ok: true });
	expect((await findActor(pool, token))?.grants).toEqual([]);
	expect(await grantRole(db, a, { ...role, area: 'khong-co' })).toMatchObject({ ok: false });
});

test('who administers one area gives roles there, and neither elsewhere nor everywhere', async () => {
	const local = await person([{ role: 'administrator', area: 'xa-a' }]);
	const { personId } = await person([], 'xa-a');
	const give = (area: string | null) => grantRole(db, local, { personId, role: 'moderator', area });
	expect(await give('xa-a')).toMatchObject({ ok: true });
	for (const area of ['xa-b', 'tinh', null]) {
		expect(await give(area)).toEqual({ ok: false, reason: 'not-allowed' });
	}
	const strangers = [await person(), await person([], 'xa-b')];
	for (const { personId: stranger } of strangers) {
		const wish = { personId: stranger, role: 'moderator', area: 'xa-a' } as const;
		expect(await grantRole(db, local, wish)).toEqual({ ok: false, reason: 'not-allowed' });
	}
	const { personId: admin } = admins[0]!;
	expect(await revokeRole(db, local, { personId: admin, ...everywhere })).toEqual({
		ok: false,
		reason: 'not-allowed',
	});
});

test('who administers a province shuts out those who live and act within it, and nobody whose power reaches beyond', async () => {
	const local = await person([{ role: 'administrator', area: 'tinh' }]);
	const shut = async (whom: Actor) => {
		const outcomes = [
			await disablePerson(db, local, { personId: whom.personId }),
			await enablePerson(db, local, { personId: whom.personId }),
			await endSessionsFor(db, local, { personId: whom.personId }),
		];
		return outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.reason));
	};
	const [done, not] = [Array(3).fill('done'), Array(3).fill('not-allowed')];
	expect(await shut(await person([], 'xa-a'))).toEqual(done);
	expect(await shut(await person([{ role: 'moderator', area: 'xa-b' }]))).toEqual(done);
	expect(await shut(await person())).toEqual(not);
	expect(await shut(await person([], 'ngoai-tinh'))).toEqual(not);
	expect(await shut(await person([{ role: 'moderator', area: null }], 'xa-a'))).toEqual(not);
	expect(await shut(await person([{ role: 'moderator', area: 'ngoai-tinh' }], 'xa-a'))).toEqual(not);
	expect(await shut(admins[0]!)).toEqual(not);
});

test('a proof that is ten minutes old is not fresh enough', async () => {
	const [a, b] = admins as [Actor, Actor];
	const now = new Date(a.authenticatedAt.getTime() + 10 * 60_000);
	expect(await disablePerson(db, a, { personId: b.personId, now })).toEqual({
		ok: false,
		reason: 'step-up-required',
	});
});

test('people are found by the beginning of their name, page by page, each once', async () => {
	const names = Array.from({ length: 60 }, (_, i) => `Đặng Thị ${String(i).padStart(2, '0')}`);
	await db
		.insertInto('person')
		.values(names.map((displayName) => ({ displayName })))
		.execute();
	const found: string[] = [];
	let before: string | undefined;
	do {
		const page = await listPeople(db, null, { q: 'dang thi', before });
		found.push(...page.people.map(({ displayName }) => displayName!));
		before = page.next;
	} while (before);
	expect(found.sort()).toEqual(names);
	expect((await listPeople(db, null, { q: '%' })).people).toEqual([]);
	expect((await listPeople(db, null, { q: '' })).people.map(({ id }) => id).sort()).toEqual(
		admins.map(({ personId }) => personId).sort(),
	);
});
