/** What the machine would not decide, a person does, and says why. Persons are never merged. */
import { sql } from 'kysely';
import { audit } from '../../server/audit/append';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import type { Actor } from '../actor';
import { can } from '../can';
import { isCaseOfScope, readScope } from './scope';

export async function settleCase(
	db: Db,
	by: Actor,
	{ id, note }: { id: string; note: string },
): Promise<Result<null, 'not-allowed' | 'already-settled'>> {
	if (can(by, 'case.settle', { now: new Date() }) !== 'yes') return refuse('not-allowed');
	const found = await db
		.selectFrom('identityCase as c')
		.select(isCaseOfScope(await readScope(db, by, 'case.settle'), 'c').as('isOfScope'))
		.where('c.id', '=', id)
		.executeTakeFirst();
	if (found && !found.isOfScope) return refuse('not-allowed');
	return db.transaction().execute(async (trx) => {
		const settled = await trx
			.updateTable('identityCase')
			.set({ closedAt: sql`clock_timestamp()`, closedBy: by.personId, note })
			.where('id', '=', id)
			.where('closedAt', 'is', null)
			.returning('way')
			.executeTakeFirst();
		if (!settled) return refuse('already-settled');
		await audit(trx, {
			actorId: by.personId,
			action: 'case.settle',
			subject: `identity-case/${id}`,
			details: { way: settled.way },
		});
		return ok(null);
	});
}
