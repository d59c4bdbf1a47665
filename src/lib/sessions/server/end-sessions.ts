/** Sessions end: one's own, others of one's own, or all of a person whose rights or factors changed. */
import type { Db, Trx } from '../../server/db/client';

/** @returns whether the person had it; somebody else's session is none of theirs */
export async function endSession(db: Db | Trx, personId: string, sessionId: string): Promise<boolean> {
	const { numDeletedRows } = await db
		.deleteFrom('session')
		.where('id', '=', sessionId)
		.where('personId', '=', personId)
		.executeTakeFirstOrThrow();
	return numDeletedRows === 1n;
}

/** @param except the session that stays; absent: none does. @returns how many ended */
export async function endSessionsOf(db: Db | Trx, personId: string, except?: string): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('session')
		.where('personId', '=', personId)
		.$if(except !== undefined, (query) => query.where('id', '<>', except!))
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}

/** Removes what can't count any more, whatever the roles of its owner. @returns how many */
export async function sweepSessions(db: Db, now = new Date()): Promise<number> {
	const { numDeletedRows } = await db
		.deleteFrom('session')
		.where('createdAt', '<', new Date(now.getTime() - 31 * 24 * 60 * 60 * 1000))
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}
