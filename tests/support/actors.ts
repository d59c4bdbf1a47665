/** Somebody who acts in a test of a verb, without a session behind them. */
import type { Actor, Role } from '../../src/lib/people/actor';
import type { Db } from '../../src/lib/server/db/client';
import { makeCitizen } from './citizens';

/** A member of staff with a fresh proof in two factors, but for what is wished otherwise. */
export async function makeActor(db: Db, role: Role, wishes: Partial<Actor> = {}): Promise<Actor> {
	return {
		personId: await makeCitizen(db, { roles: [role] }),
		sessionId: '',
		displayName: null,
		verified: true,
		area: null,
		birthYear: null,
		grants: [{ role, area: null }],
		assurance: 'two-factor',
		authenticatedAt: new Date(),
		...wishes,
	};
}
