/** From a proof to a session: the end of every way in for staff, at sign-in and at every step-up. */
import type { Actor } from '../../../people/actor';
import { audit } from '../../../server/audit/append';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import { startSession } from '../start-session';
import { isCitizensWay } from '../../session';
import { readSessionWay } from './factors';
import { RECOVERY, type Proven } from './prove-staff';

export interface StaffSignIn {
	proven: Proven;
	/** Whose session this browser has; it ends when the new one begins. */
	current: Actor | undefined;
	/** The proof must be that of whoever is signed in. */
	again: boolean;
	userAgent: string | null;
}

export type StaffSignInRefusal = 'account-disabled' | 'another-person';

/** @returns the token for the cookie */
export async function signInStaff(
	db: Db,
	{ proven: { personId, way }, current, again, userAgent }: StaffSignIn,
): Promise<Result<string, StaffSignInRefusal>> {
	if (again && personId !== current?.personId) return refused(db, personId, way, 'another-person');
	const person = await db
		.selectFrom('person')
		.select(['disabledAt', 'deletedAt'])
		.where('id', '=', personId)
		.executeTakeFirstOrThrow();
	if (person.disabledAt || person.deletedAt) return refused(db, personId, way, 'account-disabled');
	return ok(
		await startSession(db, {
			personId,
			assurance: way === RECOVERY ? 'one-factor' : 'two-factor',
			way: again && current ? await addedTo(db, current, way) : way,
			replaces: current?.sessionId,
			userAgent,
		}),
	);
}

/** Whoever came as a citizen and raises the session is that citizen still. */
async function addedTo(db: Db, { sessionId }: Actor, way: string): Promise<string> {
	const before = await readSessionWay(db, sessionId);
	const first = before.split('+')[0]!;
	return isCitizensWay(before) && !way.startsWith(`${first}+`) ? `${first}+${way}` : way;
}

async function refused(db: Db, personId: string, way: string, reason: StaffSignInRefusal) {
	await audit(db, { action: 'sign-in.refuse', subject: `person/${personId}`, details: { way, reason } });
	return refuse(reason);
}
