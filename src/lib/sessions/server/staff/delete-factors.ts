import type { Trx } from '../../../server/db/client';

/** All that lets somebody of the staff in. The account is locked first, as every change of a factor locks it. */
export async function deleteFactors(trx: Trx, personId: string): Promise<void> {
	await trx
		.selectFrom('staffAccount')
		.select('personId')
		.where('personId', '=', personId)
		.forUpdate()
		.execute();
	await trx.deleteFrom('passkey').where('personId', '=', personId).execute();
	await trx.deleteFrom('passwordWay').where('personId', '=', personId).execute();
	await trx.deleteFrom('recoveryCode').where('personId', '=', personId).execute();
}
