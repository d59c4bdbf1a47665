import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';
import type { Scope } from '../../can';
import type { LineFault } from '../../roll-line';

export type ImportState = 'reading' | 'ready' | 'refused' | 'applying' | 'applied';

export interface RollImport {
	id: string;
	state: ImportState;
	problem: string;
	startedAt: Date;
	appliedAt: Date | null;
	/** 0 to 1 */
	read: number;
	lines: number;
	faults: number;
	added: number | null;
	changed: number | null;
	unchanged: number | null;
	missing: number | null;
}

/** @param scope of whoever asks: an import is seen by those who look after all of its areas */
function imports(db: Db, scope: Scope) {
	const isTheirs = sql<boolean>`areas <@ ${scope}::text[]`;
	return db
		.selectFrom('rollImport')
		.$if(scope !== null, (query) => query.where(isTheirs))
		.select([
			'id',
			// A process that died at it says nothing any more.
			sql<ImportState>`CASE WHEN touched_at > clock_timestamp() - interval '1 minute' THEN state
				WHEN state = 'reading' THEN 'refused' WHEN state = 'applying' THEN 'ready' ELSE state END`.as('state'),
			sql<string>`CASE WHEN state = 'reading' AND touched_at <= clock_timestamp() - interval '1 minute'
				THEN 'interrupted' ELSE problem END`.as('problem'),
			'startedAt',
			'appliedAt',
			sql<number>`least(1, bytes_read / greatest(1, bytes)::float8)`.as('read'),
			'lines',
			'faults',
			'added',
			'changed',
			'unchanged',
			'missing',
		]);
}

export function findRollImport(db: Db, id: string, scope: Scope): Promise<RollImport | undefined> {
	return imports(db, scope).where('id', '=', id).executeTakeFirst();
}

export function listRollImports(db: Db, scope: Scope, limit: number): Promise<RollImport[]> {
	return imports(db, scope).orderBy('startedAt', 'desc').limit(limit).execute();
}

export interface Fault {
	line: number;
	reason: LineFault;
	/** Where the same number stands. */
	otherLine: number | null;
}

export async function listRollFaults(db: Db, importId: string, limit: number): Promise<Fault[]> {
	const faults = await db
		.selectFrom('rollFault')
		.select(['line', 'reason', 'otherLine'])
		.where('importId', '=', importId)
		.orderBy('line')
		.limit(limit)
		.execute();
	return faults.map((fault) => ({ ...fault, reason: fault.reason as LineFault }));
}
