/** The rules of screening that count now, and how they are changed. Rules are never overwritten: the newest counts. */
import { sql } from 'kysely';
import type { Db, Trx } from '../../server/db/client';
import { audit } from '../../server/audit/append';
import { ok, refuse, type Result } from '../../shared/result';
import type { Actor } from '../../people/actor';
import { can } from '../../people/can';
import { prepareRules, type PreparedRules } from '../screening/prepare-rules';
import { firstRules, rulesSchema, type Rules } from '../screening/rules.schema';

const FIRST = 0;
let prepared: { id: number; rules: PreparedRules } | undefined;

export async function readRules(db: Db | Trx): Promise<{ id: number; rules: Rules }> {
	const newest = await db
		.selectFrom('screeningRules')
		.select(['id', 'rules'])
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return newest
		? { id: newest.id, rules: rulesSchema.parse(newest.rules) }
		: { id: FIRST, rules: firstRules };
}

/** Word lists are read and prepared only when they changed: what is asked each time is the number of the newest. */
export async function readPreparedRules(db: Db | Trx): Promise<PreparedRules> {
	const { id } = await db
		.selectFrom('screeningRules')
		.select((eb) => eb.fn.coalesce(eb.fn.max('id'), eb.lit(FIRST)).as('id'))
		.executeTakeFirstOrThrow();
	if (prepared?.id !== id) {
		const newest = await readRules(db);
		prepared = { id: newest.id, rules: prepareRules(newest.rules) };
	}
	return prepared.rules;
}

/** @param seen the rules that the change was made to; whoever comes second looks again */
export async function changeRules(
	db: Db,
	by: Actor,
	{ rules, seen }: { rules: Rules; seen: number },
): Promise<Result<null, 'not-allowed' | 'changed-meanwhile'>> {
	if (can(by, 'comment.rules', { now: new Date() }) !== 'yes') return refuse('not-allowed');
	return db.transaction().execute(async (trx) => {
		// One after the other: two changes to the same rules can't both be the next.
		await sql`SELECT pg_advisory_xact_lock(hashtext('hoidan.screening-rules'))`.execute(trx);
		if ((await readRules(trx)).id !== seen) return refuse('changed-meanwhile');
		await trx
			.insertInto('screeningRules')
			.values({ rules: JSON.stringify(rules), changedBy: by.personId })
			.execute();
		await audit(trx, { actorId: by.personId, action: 'screening.change' });
		return ok(null);
	});
}
