/** A person chooses the name by which others read them, or does without. */
import type { Db } from '../../server/db/client';

/** @param name cleaned (display-name.schema.ts); null: none */
export async function namePerson(db: Db, personId: string, name: string | null): Promise<void> {
	await db
		.updateTable('person')
		.set({ displayName: name })
		.where('id', '=', personId)
		// Somebody who asks to be forgotten in another tab leaves no name behind.
		.where('deletedAt', 'is', null)
		.execute();
}
