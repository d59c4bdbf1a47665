import { sql } from 'kysely';
import type { Db, Trx } from '../../server/db/client';
import type { Scope } from '../can';

/** @returns the area and those that contain it, the smallest first; empty for none */
export async function listAreaPath(db: Db, code: string | null): Promise<string[]> {
	if (code === null) return [];
	const { rows } = await sql<{ code: string }>`
		WITH RECURSIVE path AS (
			SELECT code, parent_code, 1 AS step FROM area WHERE code = ${code}
			UNION ALL SELECT a.code, a.parent_code, p.step + 1 FROM path p JOIN area a ON a.code = p.parent_code
		)
		SELECT code FROM path ORDER BY step`.execute(db);
	return rows.map((row) => row.code);
}

/** Of every area the same, so that many are asked for at once. */
export async function readAreaPaths(db: Db | Trx): Promise<Map<string, string[]>> {
	const { rows } = await sql<{ code: string; path: string[] }>`
		WITH RECURSIVE path AS (
			SELECT code, ARRAY[code] AS path FROM area WHERE parent_code IS NULL
			UNION ALL SELECT a.code, a.code || p.path FROM path p JOIN area a ON a.parent_code = p.code
		)
		SELECT code, path FROM path`.execute(db);
	return new Map(rows.map(({ code, path }) => [code, path]));
}

export interface NamedArea {
	code: string;
	name: string;
}

/** Of these, the ones within a scope: what can be chosen there. */
export function areasWithin(areas: readonly NamedArea[], scope: Scope): NamedArea[] {
	return areas.filter(({ code }) => scope === null || scope.includes(code));
}

/** All areas by name. */
export function listAreas(db: Db, lang: 'vi' | 'en'): Promise<NamedArea[]> {
	const name = sql<string>`coalesce(t.name, o.name, a.code)`;
	return db
		.selectFrom('area as a')
		.leftJoin('areaText as t', (join) => join.onRef('t.areaCode', '=', 'a.code').on('t.lang', '=', lang))
		.leftJoin('areaText as o', (join) => join.onRef('o.areaCode', '=', 'a.code').on('o.lang', '=', 'vi'))
		.select(['a.code', name.as('name')])
		.orderBy(sql`fold(${name})`)
		.orderBy('a.code')
		.execute();
}
