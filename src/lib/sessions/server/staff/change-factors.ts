/**
 * Somebody of the staff changes their own factors. Each change needs a fresh proof of who they are, happens one after the
 * other (the row of the account is locked), leaves at least one whole way in, and ends all their other sessions. Whoever
 * came by a recovery code, since their passkey is lost, may add a way in and nothing else.
 */
import { isFresh } from '../../../people/can';
import type { Actor } from '../../../people/actor';
import { audit } from '../../../server/audit/append';
import type { Db, Trx } from '../../../server/db/client';
import { isUniqueViolation } from '../../../server/db/errors';
import { ok, refuse, type Result } from '../../../shared/result';
import { endSessionsOf } from '../end-sessions';
import { findStaffLogin, readSessionWay } from './factors';
import { insertPasskey, type NewPasskey } from './passkeys';
import { hashNewPassword, insertPasswordWay, type PasswordRefusal } from './password-way';
import { RECOVERY } from './prove-staff';
import { renewRecoveryCodes } from './recovery-codes';

export type FactorRefusal = 'step-up-required' | 'second-factor-required' | 'no-account';

interface Change<T, Reason extends string> {
	action: string;
	now: Date;
	/** Adds a way in, and takes none away. */
	adds?: true;
	work: (trx: Trx) => Promise<Result<T, Reason>>;
}

export async function addPasskey(
	db: Db,
	actor: Actor,
	{ passkey, label, now = new Date() }: { passkey: NewPasskey; label: string; now?: Date },
): Promise<Result<undefined, FactorRefusal | 'known-already'>> {
	try {
		return await change(db, actor, {
			action: 'factor.add-passkey',
			now,
			adds: true,
			work: async (trx) => {
				await insertPasskey(trx, actor.personId, passkey, label);
				return ok(undefined);
			},
		});
	} catch (error) {
		if (isUniqueViolation(error)) return refuse('known-already');
		throw error;
	}
}

export function removePasskey(
	db: Db,
	actor: Actor,
	{ id, now = new Date() }: { id: string; now?: Date },
): Promise<Result<undefined, FactorRefusal | 'last-way' | 'no-such-passkey'>> {
	return change(db, actor, {
		action: 'factor.remove-passkey',
		now,
		work: async (trx) => {
			const { numDeletedRows } = await trx
				.deleteFrom('passkey')
				.where('id', '=', id)
				.where('personId', '=', actor.personId)
				.executeTakeFirstOrThrow();
			if (numDeletedRows !== 1n) return refuse('no-such-passkey');
			return (await hasWay(trx, actor.personId)) ? ok(undefined) : refuse('last-way');
		},
	});
}

/** For which occasion the secret of an authenticator app is offered: one session, which ends none but the others. */
export function securityOccasion({ personId, sessionId }: Pick<Actor, 'personId' | 'sessionId'>): string {
	return `security|${personId}|${sessionId}`;
}

export async function setPassword(
	db: Db,
	actor: Actor,
	{ password, code, now = new Date() }: { password: string; code: string; now?: Date },
): Promise<Result<undefined, FactorRefusal | PasswordRefusal>> {
	const login = await findStaffLogin(db, actor.personId);
	if (login === undefined) return refuse('no-account');
	const hashed = await hashNewPassword({
		password,
		code,
		occasion: securityOccasion(actor),
		known: [login, actor.displayName ?? ''],
		now,
	});
	if (!hashed.ok) return hashed;
	return change(db, actor, {
		action: 'factor.set-password',
		now,
		adds: true,
		work: async (trx) => {
			await insertPasswordWay(trx, actor.personId, hashed.value);
			return ok(undefined);
		},
	});
}

export function removePassword(
	db: Db,
	actor: Actor,
	{ now = new Date() }: { now?: Date } = {},
): Promise<Result<undefined, FactorRefusal | 'last-way'>> {
	return change(db, actor, {
		action: 'factor.remove-password',
		now,
		work: async (trx) => {
			await trx.deleteFrom('passwordWay').where('personId', '=', actor.personId).execute();
			return (await hasWay(trx, actor.personId)) ? ok(undefined) : refuse('last-way');
		},
	});
}

/** @returns the new codes, to be shown this once */
export function renewCodes(
	db: Db,
	actor: Actor,
	{ now = new Date() }: { now?: Date } = {},
): Promise<Result<string[], FactorRefusal>> {
	return change(db, actor, {
		action: 'factor.renew-codes',
		now,
		work: async (trx) => ok(await renewRecoveryCodes(trx, actor.personId)),
	});
}

/** What somebody may do about their own factors now: all, only add a way in, or why nothing. */
export async function mayChange(
	db: Db,
	actor: Actor,
	now: Date,
): Promise<'all' | 'add' | 'second-factor-required' | 'step-up-required'> {
	const isFreshNow = isFresh(actor, now);
	if (actor.assurance === 'two-factor') return isFreshNow ? 'all' : 'step-up-required';
	const isRecovering = (await readSessionWay(db, actor.sessionId)) === RECOVERY;
	return isRecovering && isFreshNow ? 'add' : 'second-factor-required';
}

class Refused extends Error {
	constructor(readonly reason: string) {
		super(reason);
	}
}

async function change<T, Reason extends string>(
	db: Db,
	actor: Actor,
	{ action, now, adds, work }: Change<T, Reason>,
): Promise<Result<T, Reason | FactorRefusal>> {
	const may = await mayChange(db, actor, now);
	if (may !== 'all' && !(may === 'add' && adds))
		return refuse(may === 'add' ? 'second-factor-required' : may);
	try {
		return await db.transaction().execute(async (trx) => {
			const account = await trx
				.selectFrom('staffAccount')
				.select('personId')
				.where('personId', '=', actor.personId)
				.forUpdate()
				.executeTakeFirst();
			if (!account) return refuse('no-account');
			const done = await work(trx);
			// Takes back what was done so far.
			if (!done.ok) throw new Refused(done.reason);
			const ended = await endSessionsOf(trx, actor.personId, actor.sessionId);
			await audit(trx, {
				actorId: actor.personId,
				action,
				subject: `person/${actor.personId}`,
				details: { ended, ...(may === 'add' ? { way: RECOVERY } : {}) },
			});
			return done;
		});
	} catch (error) {
		if (error instanceof Refused) return refuse(error.reason as Reason);
		throw error;
	}
}

/** Recovery codes alone are no way in. */
async function hasWay(trx: Trx, personId: string): Promise<boolean> {
	const passkey = await trx
		.selectFrom('passkey')
		.select('id')
		.where('personId', '=', personId)
		.limit(1)
		.execute();
	if (passkey.length > 0) return true;
	const password = await trx
		.selectFrom('passwordWay')
		.select('personId')
		.where('personId', '=', personId)
		.execute();
	return password.length > 0;
}
