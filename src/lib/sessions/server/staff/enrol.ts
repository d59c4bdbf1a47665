/**
 * An invitation is taken up: person, account, role, two factors and recovery codes come into being together or not at
 * all. For somebody who is staff already, the new factors replace the old ones and all sessions end.
 */
import type { Actor } from '../../../people/actor';
import { audit } from '../../../server/audit/append';
import type { Db, Trx } from '../../../server/db/client';
import { isUniqueViolation } from '../../../server/db/errors';
import { ok, refuse, type Result } from '../../../shared/result';
import { findInvitation, useInvitation } from '../../../people/server/invite-staff';
import { endSessionsOf } from '../end-sessions';
import { insertPasskey, type NewPasskey } from './passkeys';
import { hashNewPassword, insertPasswordWay, type PasswordRefusal } from './password-way';
import { renewRecoveryCodes } from './recovery-codes';

export interface Enrolled {
	personId: string;
	/** To be shown this once. */
	codes: string[];
}

interface Enrolment {
	token: string;
	displayName: string;
	/** Who is signed in at the browser that takes it up. */
	visitor?: Pick<Actor, 'personId' | 'verified'>;
}

export type EnrolRefusal = 'invitation-gone' | 'not-yours' | 'login-taken';

export async function enrolWithPasskey(
	db: Db,
	{ passkey, label, ...enrolment }: Enrolment & { passkey: NewPasskey; label: string },
): Promise<Result<Enrolled, EnrolRefusal>> {
	const invitation = await findOwn(db, enrolment);
	if (!invitation.ok) return invitation;
	return enrol(db, enrolment, 'passkey', (trx, personId) => insertPasskey(trx, personId, passkey, label));
}

export async function enrolWithPassword(
	db: Db,
	{
		password,
		code,
		now = new Date(),
		...enrolment
	}: Enrolment & { password: string; code: string; now?: Date },
): Promise<Result<Enrolled, EnrolRefusal | PasswordRefusal>> {
	const invitation = await findOwn(db, enrolment);
	if (!invitation.ok) return invitation;
	const hashed = await hashNewPassword({
		password,
		code,
		occasion: invitationOccasion(enrolment.token),
		known: [invitation.value.login, enrolment.displayName],
		now,
	});
	if (!hashed.ok) return hashed;
	return enrol(db, enrolment, 'password+totp', (trx, personId) =>
		insertPasswordWay(trx, personId, hashed.value),
	);
}

/** The invitation, where the visitor may take it up. */
async function findOwn(db: Db, { token, visitor }: Enrolment) {
	const invitation = await findInvitation(db, token);
	if (!invitation) return refuse('invitation-gone');
	const isOwn = visitor?.verified === true && visitor.personId === invitation.personId;
	return invitation.isCitizens && !isOwn ? refuse('not-yours') : ok(invitation);
}

/** For which occasion the secret of an authenticator app is offered (totp.ts). */
export function invitationOccasion(token: string): string {
	return `invitation|${token}`;
}

async function enrol(
	db: Db,
	{ token, displayName }: Pick<Enrolment, 'token' | 'displayName'>,
	way: string,
	insertFactor: (trx: Trx, personId: string) => Promise<void>,
): Promise<Result<Enrolled, EnrolRefusal>> {
	try {
		return await db.transaction().execute(async (trx) => {
			const used = await useInvitation(trx, token, displayName);
			if (!used) return refuse('invitation-gone');
			const { personId, isNew } = used;
			if (!isNew) await forgetFactors(trx, personId);
			await insertFactor(trx, personId);
			const codes = await renewRecoveryCodes(trx, personId);
			await audit(trx, {
				actorId: personId,
				action: 'staff.enrol',
				subject: `person/${personId}`,
				details: { way, renewed: !isNew },
			});
			return ok({ personId, codes });
		});
	} catch (error) {
		// The login was given to somebody else meanwhile, or the authenticator's passkey belongs to somebody already.
		if (isUniqueViolation(error)) return refuse('login-taken');
		throw error;
	}
}

async function forgetFactors(trx: Trx, personId: string): Promise<void> {
	await trx.deleteFrom('passkey').where('personId', '=', personId).execute();
	await trx.deleteFrom('passwordWay').where('personId', '=', personId).execute();
	await endSessionsOf(trx, personId);
}
