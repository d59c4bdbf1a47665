import { sql } from 'kysely';
import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { fileStore } from '../../server/files/open-store';
import { log } from '../../server/log';
import { sweepPictures } from './pictures/sweep';

export const topicChores: Chore[] = [
	{
		name: 'remove pictures that no topic shows',
		everyMinutes: 60,
		run: () =>
			db()
				.connection()
				.execute(async (connection) => {
					const { rows } = await sql<{ mine: boolean }>`
						SELECT pg_try_advisory_lock(hashtext('hoidan.sweep-pictures')) AS mine`.execute(connection);
					if (!rows[0]!.mine) return;
					try {
						const gone = await sweepPictures(db(), fileStore());
						if (gone.pictures + gone.files > 0) log.info(gone, 'removed pictures that no topic shows');
					} finally {
						await sql`SELECT pg_advisory_unlock(hashtext('hoidan.sweep-pictures'))`.execute(connection);
					}
				}),
	},
];
