import type { Trx } from '../../server/db/client';

/** @returns whether this changed anything. @throws a violation of last_administrator (migration 0009) */
export async function setDisabled(trx: Trx, personId: string, disabled: boolean): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('person')
		.set({ disabledAt: disabled ? new Date() : null })
		.where('id', '=', personId)
		.where('disabledAt', disabled ? 'is' : 'is not', null)
		.executeTakeFirstOrThrow();
	return numUpdatedRows === 1n;
}
