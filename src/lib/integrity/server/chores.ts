import { sql } from 'kysely';
import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { log } from '../../server/log';
import { checkIntegrity } from './check-integrity';

/** Every process asks often; whoever finds an hour gone and nobody at it does the work. */
export const integrityChores: Chore[] = [
	{
		name: 'check the invariants',
		everyMinutes: 5,
		run: async () => {
			await db()
				.connection()
				.execute(async (connection) => {
					const { rows } = await sql<{ mine: boolean }>`
					SELECT pg_try_advisory_lock(hashtext('hoidan.integrity')) AS mine`.execute(connection);
					if (!rows[0]!.mine) return;
					try {
						const recent = await connection
							.selectFrom('integrityCheck')
							.select('id')
							.where('startedAt', '>', sql<Date>`clock_timestamp() - interval '1 hour'`)
							.limit(1)
							.executeTakeFirst();
						if (recent) return;
						const { held, tookMs } = await checkIntegrity(db());
						log[held ? 'info' : 'error']({ held, ms: tookMs }, 'checked the invariants');
					} finally {
						await sql`SELECT pg_advisory_unlock(hashtext('hoidan.integrity'))`.execute(connection);
					}
				});
		},
	},
];
