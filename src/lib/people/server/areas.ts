import { sql } from 'kysely';
import type { Db } from '../../server/db/client';

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
