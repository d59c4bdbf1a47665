/** From a proof to a session: the end of every way in for citizens. */
import type { Assurance } from '../../people/actor';
import { verifyPerson, type Proof, type VerifyRefusal, type Way } from '../../people/server/verify-person';
import { audit } from '../../server/audit/append';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import { startSession } from './start-session';

export interface SignIn {
	proof: Proof;
	assurance: Assurance;
	/** Whose session this browser has; it ends when the new one begins. */
	current?: { personId: string; sessionId: string };
	purpose: 'sign-in' | 'again' | 'attach';
	userAgent: string | null;
}

export type SignInRefusal = VerifyRefusal | 'another-person';

/** @returns the token for the cookie */
export async function signIn(
	db: Db,
	{ proof, assurance, current, purpose, userAgent }: SignIn,
): Promise<Result<string, SignInRefusal>> {
	const attachTo = purpose === 'attach' ? current?.personId : undefined;
	const verified = await verifyPerson(db, proof, attachTo);
	if (!verified.ok) return refused(db, proof.way, verified.reason);
	const { personId } = verified.value;
	if (purpose === 'again' && personId !== current?.personId) return refused(db, proof.way, 'another-person');
	return ok(
		await startSession(db, {
			personId,
			assurance,
			way: proof.way,
			replaces: current?.sessionId,
			userAgent,
		}),
	);
}

/** Notes that somebody was not let in, and why. */
export async function refused<Reason extends string>(
	db: Db,
	way: Way,
	reason: Reason,
): Promise<Result<never, Reason>> {
	await audit(db, { action: 'sign-in.refuse', details: { way, reason } });
	return refuse(reason);
}
