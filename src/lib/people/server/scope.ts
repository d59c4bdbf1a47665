/** Whom somebody may read and change who looks after the people of some areas (can.ts). */
import { sql, type RawBuilder } from 'kysely';
import type { Db, Trx } from '../../server/db/client';
import type { Actor, Grant } from '../actor';
import { areasOf, can, isWithin, type Action, type Denial, type Scope } from '../can';

export async function readScope(db: Db, actor: Actor, action: Action): Promise<Scope> {
	const areas = areasOf(actor, action);
	if (areas === null) return null;
	const { rows } = await sql<{ code: string }>`
		WITH RECURSIVE inside AS (
			SELECT code FROM area WHERE code = ANY(${areas}::text[])
			UNION SELECT a.code FROM inside i JOIN area a ON a.parent_code = i.code
		)
		SELECT code FROM inside`.execute(db);
	return rows.map(({ code }) => code);
}

/** Whether a row of `person` lives or acts within the scope. @param person the table's name in the query */
export function isOfScope(scope: Scope, person: string): RawBuilder<boolean> {
	if (scope === null) return sql<boolean>`true`;
	const [id, home] = [sql.ref(`${person}.id`), sql.ref(`${person}.area_code`)];
	return sql<boolean>`coalesce(${home} = ANY(${scope}::text[]) OR EXISTS (SELECT 1 FROM role_grant own
		WHERE own.person_id = ${id} AND own.area_code = ANY(${scope}::text[])), false)`;
}

/** Whether all persons of a row of `identity_case` are of the scope. @param identityCase the table's name in the query */
export function isCaseOfScope(scope: Scope, identityCase: string): RawBuilder<boolean> {
	const ids = sql.ref(`${identityCase}.person_ids`);
	return sql<boolean>`NOT EXISTS (SELECT 1 FROM person named WHERE named.id = ANY(${ids}) AND NOT ${isOfScope(scope, 'named')})`;
}

/** Of one person: their roles, or whether they may sign in. */
export async function mayManagePerson(
	db: Db | Trx,
	by: Actor,
	{ personId, now, wholly }: { personId: string; now: Date; wholly: boolean },
): Promise<'yes' | Denial> {
	const scope = await readScope(db, by, 'people.manage');
	if (scope !== null) {
		const person = await db
			.selectFrom('person as p')
			.select([
				'p.areaCode as area',
				isOfScope(scope, 'p').as('isOfScope'),
				sql<Pick<Grant, 'area'>[]>`ARRAY(
					SELECT json_build_object('area', g.area_code) FROM role_grant g WHERE g.person_id = p.id)`.as('grants'),
			])
			.where('p.id', '=', personId)
			.executeTakeFirst();
		const is = person !== undefined && (wholly ? isWithin(person, scope) : person.isOfScope);
		if (!is) return 'not-allowed';
	}
	return can(by, 'people.manage', { now });
}
