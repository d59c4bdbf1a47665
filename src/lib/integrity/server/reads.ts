import type { Db } from '../../server/db/client';
import type { Finding, IntegrityCheck } from '../integrity';

/** @returns undefined as long as nothing was checked */
export async function findLastCheck(db: Db): Promise<IntegrityCheck | undefined> {
	const row = await db
		.selectFrom('integrityCheck')
		.select(['startedAt', 'tookMs', 'held', 'findings'])
		.orderBy('startedAt', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && { ...row, findings: row.findings as unknown as Finding[] };
}
