/** From a proof of two factors to a session: the end of every way in for staff, at sign-in and at every step-up. */
import type { Actor } from '../../../people/actor';
import { audit } from '../../../server/audit/append';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import { startSession } from '../start-session';
import type { Proven } from './prove-staff';

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
			assurance: 'two-factor',
			way,
			replaces: current?.sessionId,
			userAgent,
		}),
	);
}

async function refused(db: Db, personId: string, way: string, reason: StaffSignInRefusal) {
	await audit(db, { action: 'sign-in.refuse', subject: `person/${personId}`, details: { way, reason } });
	return refuse(reason);
}
