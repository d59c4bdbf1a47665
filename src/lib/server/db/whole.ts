import type { Db, Trx } from './client';
import { isDeadlock } from './errors';

const TRIES = 3;

/**
 * A transaction that touches much, begun again when the database ended it to free others who waited in a circle with it.
 * @param work acts on the database alone, since it may be done several times
 */
export async function whole<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await db.transaction().execute(work);
		} catch (error) {
			if (!isDeadlock(error) || tries === TRIES) throw error;
		}
	}
}
