/** From a proof to a session: the end of every way in for citizens. */
import type { Actor, Assurance } from '../../people/actor';
import { verifyPerson, type Proof, type VerifyRefusal, type Way } from '../../people/server/verify-person';
import { audit } from '../../server/audit/append';
import type { Db } from '../../server/db/client';
import { signInsTotal } from '../../server/metrics';
import { ok, refuse, type Result } from '../../shared/result';
import { startSession } from './start-session';

export interface SignIn {
	proof: Proof;
	assurance: Assurance;
	/** When they proved it, if that was not just now: a provider may know them from this morning. */
	authenticatedAt?: Date;
	/** Whose session this browser has; it ends when the new one begins. */
	current?: Pick<Actor, 'personId' | 'sessionId' | 'verified'>;
	purpose: 'sign-in' | 'again' | 'attach';
	userAgent: string | null;
}

export type SignInRefusal = VerifyRefusal | 'another-person';

/** @returns the token for the cookie */
export async function signIn(
	db: Db,
	{ proof, assurance, authenticatedAt, current, purpose, userAgent }: SignIn,
): Promise<Result<string, SignInRefusal>> {
	const attaches = purpose === 'attach';
	if (attaches && !(await mayAttach(db, current))) return refused(db, proof.way, 'another-person');
	const verified = await verifyPerson(db, proof, attaches ? current?.personId : undefined);
	if (!verified.ok) return refused(db, proof.way, verified.reason);
	const { personId } = verified.value;
	if (purpose === 'again' && personId !== current?.personId) return refused(db, proof.way, 'another-person');
	return ok(
		await startSession(db, {
			personId,
			assurance,
			way: proof.way,
			replaces: current?.sessionId,
			endsOthers: attaches,
			authenticatedAt,
			userAgent,
		}),
	);
}

/**
 * Whoever came by a factor of staff is that citizen by nobody's word but an administrator's, so they add no way to one who
 * has proved to be a citizen before.
 */
async function mayAttach(db: Db, current: SignIn['current']): Promise<boolean> {
	if (!current) return false;
	if (current.verified) return true;
	const known = await db
		.selectFrom('verification')
		.select('way')
		.where('personId', '=', current.personId)
		.limit(1)
		.execute();
	return known.length === 0;
}

/** Notes that somebody was not let in, and why. */
export async function refused<Reason extends string>(
	db: Db,
	way: Way,
	reason: Reason,
): Promise<Result<never, Reason>> {
	signInsTotal.inc({ way, outcome: reason });
	await audit(db, { action: 'sign-in.refuse', details: { way, reason } });
	return refuse(reason);
}
