/** An administrator ends somebody's sessions, or shuts them out and lets them in again. */
import type { Actor } from '../../people/actor';
import type { Denial } from '../../people/can';
import { mayManagePerson } from '../../people/server/scope';
import { setDisabled } from '../../people/server/set-disabled';
import { audit } from '../../server/audit/append';
import type { Db, Trx } from '../../server/db/client';
import { isViolationOf } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import { endSessionsOf } from './end-sessions';

interface Whom {
	personId: string;
	now?: Date;
}

export type BarRefusal = Denial | 'yourself' | 'last-administrator';

export async function disablePerson(
	db: Db,
	by: Actor,
	{ personId, now = new Date() }: Whom,
): Promise<Result<undefined, BarRefusal>> {
	if (personId === by.personId) return refuse('yourself');
	return barred(db, by, { personId, now }, async (trx) => {
		if (!(await setDisabled(trx, personId, true))) return undefined;
		await endSessionsOf(trx, personId);
		return 'person.disable';
	});
}

export function enablePerson(
	db: Db,
	by: Actor,
	{ personId, now = new Date() }: Whom,
): Promise<Result<undefined, BarRefusal>> {
	return barred(db, by, { personId, now }, async (trx) =>
		(await setDisabled(trx, personId, false)) ? 'person.enable' : undefined,
	);
}

/** All sessions, save the one in which the administrator does it. */
export function endSessionsFor(
	db: Db,
	by: Actor,
	{ personId, now = new Date() }: Whom,
): Promise<Result<undefined, BarRefusal>> {
	return barred(db, by, { personId, now }, async (trx) => {
		await endSessionsOf(trx, personId, by.personId === personId ? by.sessionId : undefined);
		return 'session.end-all';
	});
}

/** @param work gives what to note in the audit log, or nothing where nothing changed */
async function barred(
	db: Db,
	by: Actor,
	{ personId, now }: Required<Whom>,
	work: (trx: Trx) => Promise<string | undefined>,
): Promise<Result<undefined, BarRefusal>> {
	const answer = await mayManagePerson(db, by, { personId, now, wholly: true });
	if (answer !== 'yes') return refuse(answer);
	try {
		await db.transaction().execute(async (trx) => {
			const action = await work(trx);
			if (action) await audit(trx, { actorId: by.personId, action, subject: `person/${personId}` });
		});
	} catch (error) {
		if (isViolationOf(error, 'last_administrator')) return refuse('last-administrator');
		throw error;
	}
	return ok(undefined);
}
