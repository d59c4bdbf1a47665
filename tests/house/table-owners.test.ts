/** Each table is written by exactly one room, so that whoever wonders who changes a row has one folder to read. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

const LIB = path.resolve(import.meta.dirname, '../../src');
const KYSELY = /\.(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)/g;
const SQL = /\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+([a-z_]+)\b(?!\s*\()/g;

let database: TestDatabase;
let tables: Set<string>;

beforeAll(async () => {
	database = await freshDatabase();
	const client = new pg.Client({ connectionString: database.ownerUrl });
	await client.connect();
	const { rows } = await client.query<{ tablename: string }>(
		`SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%'`,
	);
	tables = new Set(rows.map(({ tablename }) => tablename));
	await client.end();
});
afterAll(() => database.drop());

/** table -> rooms whose sources write it */
function writers(): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	for (const file of readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
		if (!/\.(ts|svelte)$/.test(file) || /\.test\.ts$/.test(file) || file.includes('paraglide')) continue;
		const source = readFileSync(path.join(LIB, file), 'utf8');
		const [top, room = ''] = file.split(path.sep);
		const where = top === 'lib' ? room : top!;
		const named = [
			...[...source.matchAll(KYSELY)].map(([, name]) =>
				name!.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
			),
			...[...source.matchAll(SQL)].map(([, name]) => name!),
		];
		for (const table of named.filter((name) => tables.has(name))) {
			found.set(table, (found.get(table) ?? new Set()).add(where));
		}
	}
	return found;
}

test('no table has two writers, and routes write none', () => {
	const faults = [...writers()].filter(([, rooms]) => rooms.size > 1 || rooms.has('routes'));
	expect(faults.map(([table, rooms]) => `${table}: ${[...rooms].join(', ')}`)).toEqual([]);
});

test('the sources are read rightly', () => {
	expect(writers().get('vote')).toEqual(new Set(['ballots']));
	expect(writers().get('session')).toEqual(new Set(['sessions']));
	expect(writers().get('audit_entry')).toEqual(new Set(['server']));
});
