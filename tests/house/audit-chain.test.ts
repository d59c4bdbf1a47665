/** The audit log: nobody rewrites it, and entries that are written at once still form one chain. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../src/lib/server/audit/append';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let db: Db;
let owner: pg.Client;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 20));
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
});

afterAll(async () => {
	await db.destroy();
	await owner.end();
	await database.drop();
});

const BROKEN = `
	SELECT seq FROM (SELECT e, seq, hash, prev_hash, lag(hash, 1, '') OVER (ORDER BY seq) AS before,
		row_number() OVER (ORDER BY seq) AS n FROM audit_entry e) chain
	WHERE prev_hash <> before OR hash <> audit_hash(e) OR seq <> n`;

test('a hundred entries at once form one chain without gaps', async () => {
	await Promise.all(
		Array.from({ length: 100 }, (_, i) => audit(db, { action: 'test.entry', details: { i } })),
	);
	const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_entry');
	expect(rows[0]!.n).toBe(100);
	expect((await owner.query(BROKEN)).rows).toEqual([]);
});

test('an entry of a transaction that fails leaves no gap', async () => {
	await expect(
		db.transaction().execute(async (trx) => {
			await audit(trx, { action: 'test.lost' });
			throw new Error('it fails');
		}),
	).rejects.toThrow('it fails');
	await audit(db, { action: 'test.kept' });
	expect((await owner.query(BROKEN)).rows).toEqual([]);
});

test('neither the application nor the owner of the tables rewrites an entry', async () => {
	await expect(db.updateTable('auditEntry').set({ action: 'a.b' }).execute()).rejects.toMatchObject({
		code: '42501',
	});
	await expect(db.deleteFrom('auditEntry').execute()).rejects.toMatchObject({ code: '42501' });
	for (const statement of [
		"UPDATE audit_entry SET action = 'a.b'",
		'DELETE FROM audit_entry',
		'TRUNCATE audit_entry',
	]) {
		await expect(owner.query(statement)).rejects.toMatchObject({ code: '55000' });
	}
});

test('an entry that somebody forced in is found', async () => {
	await owner.query('ALTER TABLE audit_entry DISABLE TRIGGER kept');
	await owner.query(`UPDATE audit_entry SET details = '{"i": 1000}' WHERE seq = 50`);
	expect((await owner.query(BROKEN)).rows.map((row) => Number(row.seq))).toEqual([50]);
});
