import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import type { TestDatabase } from '../../../../tests/support/template';
import { openDb, openPool, type Db } from './client';
import { StatementNames } from './prepare';

let database: TestDatabase;
let pool: pg.Pool;
let db: Db;
beforeAll(async () => {
	database = await freshDatabase();
	// One connection: what it has prepared is asked of it.
	pool = openPool(database.appUrl, 1);
	db = openDb(pool);
});
afterAll(async () => {
	await db?.destroy();
	await database?.drop();
});

const prepared = async () => {
	const { rows } = await pool.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements');
	return rows.map(({ statement }) => statement);
};

test('a statement that comes again is prepared, and answers as before', async () => {
	const ask = async (n: number) => {
		const { rows } = await sql<{ twice: number }>`SELECT ${n}::int * 2 AS twice`.execute(db);
		return rows[0]!.twice;
	};
	const answers = [];
	for (const n of [1, 2, 3, 4]) answers.push(await ask(n));
	expect(await prepared()).toEqual([]);
	for (const n of [5, 6, 7]) answers.push(await ask(n));
	expect(answers).toEqual([2, 4, 6, 8, 10, 12, 14]);
	expect(await prepared()).toEqual(['SELECT $1::int * 2 AS twice']);
});

test('a transaction that failed can still be rolled back, and its statement asked again', async () => {
	const divide = (by: number) => sql`SELECT 10 / ${by}::int AS n`.execute(db);
	for (const by of [1, 2, 5, 1, 2]) await divide(by);
	const failing = db.transaction().execute(async (trx) => {
		await sql`SELECT 10 / ${0}::int AS n`.execute(trx);
	});
	await expect(failing).rejects.toThrow('division by zero');
	expect((await divide(5)).rows).toEqual([{ n: 2 }]);
});

test('names are given to so many statements and no more', () => {
	const names = new StatementNames();
	const ask = (text: string) => [1, 2, 3, 4, 5].map(() => names.nameOf(text)).at(-1);
	const given = Array.from({ length: 300 }, (_, n) => ask(`SELECT ${n}`)).filter(Boolean);
	expect(new Set(given).size).toBe(256);
	expect(names.nameOf('SELECT 0')).toBe('again-1');
});
