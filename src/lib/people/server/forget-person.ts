/**
 * A person asks to be forgotten. Name, address, roles and login go. The row stays, and with it the identifiers, area and
 * year of birth: whoever comes back is the same person with the same votes, and the votes can still be checked.
 */
import { sql } from 'kysely';
import type { Trx } from '../../server/db/client';

/** @returns false when it was done already. @throws a violation of last_administrator (migration 0009) */
export async function forgetPerson(trx: Trx, personId: string): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('person')
		.set({ displayName: null, deletedAt: sql`clock_timestamp()` })
		.where('id', '=', personId)
		.where('deletedAt', 'is', null)
		.executeTakeFirstOrThrow();
	await trx.deleteFrom('contactEmail').where('personId', '=', personId).execute();
	await trx.deleteFrom('roleGrant').where('personId', '=', personId).execute();
	const account = await trx
		.deleteFrom('staffAccount')
		.where('personId', '=', personId)
		.returning('login')
		.executeTakeFirst();
	// A link that is still on its way would bring login and factors back; those that were used hold the login.
	await trx
		.deleteFrom('invitation')
		.where((eb) => eb.or([eb('personId', '=', personId), eb('login', '=', account?.login ?? null)]))
		.execute();
	return numUpdatedRows === 1n;
}
