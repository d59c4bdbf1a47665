import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCitizen } from '../../../../tests/support/citizens';
import { freshDatabase } from '../../../../tests/support/database';
import type { TestDatabase } from '../../../../tests/support/template';
import { openDb, openPool, type Db } from '../../server/db/client';
import type { Actor } from '../actor';
import { listCases } from './case-reads';
import { settleCase } from './settle-case';

let database: TestDatabase;
let db: Db;
let by: Actor;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 4));
	by = {
		personId: await makeCitizen(db, { roles: ['administrator'] }),
		sessionId: '',
		displayName: null,
		verified: true,
		area: null,
		birthYear: null,
		grants: [{ role: 'administrator', area: null }],
		assurance: 'two-factor',
		authenticatedAt: new Date(0),
	};
});
afterAll(async () => {
	await db.destroy();
	await database.drop();
});

test('a case shows what is known, and is settled once, by one', async () => {
	const personIds = [await makeCitizen(db), await makeCitizen(db)];
	await db.insertInto('verification').values({ personId: personIds[0]!, way: 'eid', issuer: 'x' }).execute();
	const { id } = await db
		.insertInto('identityCase')
		.values({ way: 'letter', personIds })
		.returning('id')
		.executeTakeFirstOrThrow();
	const [waiting] = await listCases(db, null, 10);
	expect(waiting).toMatchObject({ id, way: 'letter', closedAt: null });
	expect(waiting!.persons.flatMap(({ ways }) => ways)).toEqual([{ way: 'eid', lastAt: expect.any(Date) }]);

	expect(await settleCase(db, { ...by, grants: [] }, { id, note: 'Không' })).toMatchObject({
		reason: 'not-allowed',
	});
	const outcomes = await Promise.all(
		Array.from({ length: 4 }, (_, i) => settleCase(db, by, { id, note: `Đã gặp, lần ${i}` })),
	);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	expect(outcomes.filter(({ ok }) => !ok)[0]).toEqual({ ok: false, reason: 'already-settled' });
	expect(await listCases(db, null, 10)).toMatchObject([{ id, closedAt: expect.any(Date) }]);
});
