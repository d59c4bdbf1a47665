/** A person deletes their account: signed out everywhere, forgotten but for what keeps one person at one vote. */
import type { Actor } from '../../people/actor';
import { forgetPerson } from '../../people/server/forget-person';
import { audit } from '../../server/audit/append';
import type { Db, Trx } from '../../server/db/client';
import { isViolationOf } from '../../server/db/errors';
import { whole } from '../../server/db/whole';
import { ok, refuse, type Result } from '../../shared/result';
import { confirmOwner, type OwnerDoubt } from './confirm-owner';
import { endSessionsOf } from './end-sessions';
import { deleteFactors } from './staff/delete-factors';

/** @param also what other rooms forget with it, in the same transaction */
export async function deleteAccount(
	db: Db,
	actor: Actor,
	{ now = new Date(), also }: { now?: Date; also?: (trx: Trx) => Promise<void> } = {},
): Promise<Result<undefined, OwnerDoubt | 'last-administrator'>> {
	const confirmed = await confirmOwner(db, actor, now);
	if (!confirmed.ok) return confirmed;
	const { personId } = actor;
	try {
		await whole(db, async (trx) => {
			await deleteFactors(trx, personId);
			// Before the address: a code that is confirmed in another tab at this moment goes with its session.
			await endSessionsOf(trx, personId);
			await also?.(trx);
			const isNew = await forgetPerson(trx, personId);
			if (isNew) await audit(trx, { actorId: personId, action: 'account.delete' });
		});
	} catch (error) {
		if (isViolationOf(error, 'last_administrator')) return refuse('last-administrator');
		throw error;
	}
	return ok(undefined);
}
