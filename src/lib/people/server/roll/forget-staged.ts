import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';

/** What nobody confirmed within an hour is deleted, and so are the faults of what was refused. */
export async function forgetStaged(db: Db): Promise<void> {
	const old = sql<Date>`clock_timestamp() - interval '1 hour'`;
	await db.transaction().execute(async (trx) => {
		await trx
			.updateTable('rollImport')
			.set({ state: 'refused', problem: 'forgotten' })
			.where('state', 'in', ['reading', 'ready', 'applying'])
			.where('startedAt', '<', old)
			.execute();
		const kept = trx
			.selectFrom('rollImport')
			.select('id')
			.where((eb) => eb.or([eb('startedAt', '>=', old), eb('state', '=', 'applying')]));
		await trx.deleteFrom('rollStaged').where('importId', 'not in', kept).execute();
		await trx.deleteFrom('rollFault').where('importId', 'not in', kept).execute();
	});
}
