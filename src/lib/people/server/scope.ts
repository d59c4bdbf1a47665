/** Whom somebody may read and change who looks after the people of some areas (can.ts). */
import { sql, type RawBuilder } from 'kysely';
import type { Db, Trx } from '../../server/db/client';
import type { Actor, Grant, Role } from '../actor';
import { areasOf, can, isWithin, type Action, type Denial, type Scope } from '../can';

export async function readScope(db: Db | Trx, actor: Pick<Actor, 'grants'>, action: Action): Promise<Scope> {
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
	if (!(await isOf(db, scope, { personId, wholly }))) return 'not-allowed';
	return can(by, 'people.manage', { now });
}

/** Whether somebody still looks after all where a person lives and acts, whatever they have proved of late. */
export async function reaches(trx: Trx, by: string, personId: string): Promise<boolean> {
	const grants = await trx
		.selectFrom('roleGrant as g')
		.innerJoin('person as p', 'p.id', 'g.personId')
		.select(['g.areaCode as area'])
		.select((eb) => eb.ref('g.role').$castTo<Role>().as('role'))
		.where('g.personId', '=', by)
		.where('p.disabledAt', 'is', null)
		.where('p.deletedAt', 'is', null)
		.execute();
	return isOf(trx, await readScope(trx, { grants }, 'people.manage'), { personId, wholly: true });
}

async function isOf(
	db: Db | Trx,
	scope: Scope,
	{ personId, wholly }: { personId: string; wholly: boolean },
): Promise<boolean> {
	if (scope === null) return true;
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
	return person !== undefined && (wholly ? isWithin(person, scope) : person.isOfScope);
}
