/** People for tests, and sessions of theirs, without the way through a provider. */
import type { Db } from '../../src/lib/server/db/client';
import { startSession } from '../../src/lib/sessions/server/start-session';
import type { Assurance, Role } from '../../src/lib/people/actor';

export interface CitizenWishes {
	verified?: boolean;
	areaCode?: string;
	birthYear?: number;
	roles?: readonly Role[];
	displayName?: string;
}

/** A verified citizen of no area and age, but for what is wished otherwise. @returns the person's id */
export async function makeCitizen(db: Db, wishes: CitizenWishes = {}): Promise<string> {
	const { verified = true, areaCode, birthYear, roles = [], displayName } = wishes;
	if (areaCode !== undefined) {
		await db
			.insertInto('area')
			.values({ code: areaCode })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
	const { id } = await db
		.insertInto('person')
		.values({ verifiedAt: verified ? new Date() : null, areaCode, birthYear, displayName })
		.returning('id')
		.executeTakeFirstOrThrow();
	for (const role of roles) await db.insertInto('roleGrant').values({ personId: id, role }).execute();
	return id;
}

/** @returns the value of the cookie `s` */
export function makeSession(db: Db, personId: string, assurance: Assurance = 'two-factor'): Promise<string> {
	return startSession(db, { personId, assurance, way: 'eid' });
}
