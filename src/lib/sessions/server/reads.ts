import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import { isAlive, lifetimeOf } from '../session';

export interface OwnSession {
	id: string;
	way: string;
	/** Such as `Firefox · Linux`; empty where the browser did not say. */
	browser: string;
	createdAt: Date;
	lastSeenAt: Date;
	isThis: boolean;
}

/** The sessions by which a person can act now, the last seen first. */
export async function listOwnSessions(
	db: Db,
	actor: Pick<Actor, 'personId' | 'sessionId' | 'grants'>,
	now: Date,
): Promise<OwnSession[]> {
	const rows = await db
		.selectFrom('session')
		.select(['id', 'way', 'browser', 'createdAt', 'lastSeenAt'])
		.where('personId', '=', actor.personId)
		.orderBy('lastSeenAt', 'desc')
		.execute();
	const lifetime = lifetimeOf(actor.grants);
	return rows
		.filter((row) => isAlive(row, lifetime, now))
		.map((row) => ({ ...row, isThis: row.id === actor.sessionId }));
}
