/** Addresses as they are kept: sealed, each for its person. */
import type { Db, Trx } from '../../../server/db/client';
import { env } from '../../../server/env';
import { seal, unseal } from '../../../server/seal';

const contextOf = (personId: string) => `contact-email/${personId}`;

export function sealAddress(email: string, personId: string): Buffer {
	return seal(Buffer.from(email), env().KEY_ENCRYPTION_KEY, contextOf(personId));
}

export function unsealAddress(sealed: Buffer, personId: string): string {
	return unseal(sealed, env().KEY_ENCRYPTION_KEY, contextOf(personId)).toString();
}

/** @returns the confirmed address of each who has one, by person */
export async function readAddresses(
	db: Db | Trx,
	personIds: readonly string[],
): Promise<Map<string, string>> {
	if (personIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('contactEmail')
		.select(['personId', 'sealed'])
		.where('personId', 'in', [...personIds])
		.execute();
	return new Map(rows.map(({ personId, sealed }) => [personId, unsealAddress(sealed, personId)]));
}
