/** A person ends sessions of their own: this one (signing out), another one, or all others. Each is in the audit log. */
import type { Actor } from '../../people/actor';
import { audit } from '../../server/audit/append';
import type { Db } from '../../server/db/client';
import { endSession, endSessionsOf } from './end-sessions';

/** A session that is over already is what was wished, too. */
export async function endOwnSession(
	db: Db,
	{ personId }: Pick<Actor, 'personId'>,
	sessionId: string,
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		if (await endSession(trx, personId, sessionId)) {
			await audit(trx, { actorId: personId, action: 'session.end' });
		}
	});
}

/** @returns how many ended */
export async function endOwnOtherSessions(
	db: Db,
	{ personId, sessionId }: Pick<Actor, 'personId' | 'sessionId'>,
): Promise<number> {
	return db.transaction().execute(async (trx) => {
		const sessions = await endSessionsOf(trx, personId, sessionId);
		if (sessions > 0) {
			await audit(trx, { actorId: personId, action: 'session.end-others', details: { sessions } });
		}
		return sessions;
	});
}
