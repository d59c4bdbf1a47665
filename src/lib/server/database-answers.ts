import { sql } from 'kysely';
import { db, type Db } from './db/client';

/** Whether the database answers within `limitMs`. */
export async function databaseAnswers({ limitMs = 2_000, database = db() as Db } = {}): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, limitMs, false)));
	const answer = sql`SELECT 1`.execute(database).then(
		() => true,
		() => false,
	);
	try {
		return await Promise.race([answer, late]);
	} finally {
		clearTimeout(timer);
	}
}
