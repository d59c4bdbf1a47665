/** Questions about people, for those who look after them. */
import { sql } from 'kysely';
import type { Db, Trx } from '../../server/db/client';
import type { Grant } from '../actor';
import type { Scope } from '../can';
import { isOfScope } from './scope';

export interface StaffMember {
	personId: string;
	login: string;
	grants: Grant[];
	isDisabled: boolean;
}

const grantsOf = sql<Grant[]>`ARRAY(
	SELECT json_build_object('role', g.role, 'area', g.area_code) FROM role_grant g
	WHERE g.person_id = p.id ORDER BY g.role, g.area_code)`;

function staff(db: Db) {
	return db
		.selectFrom('staffAccount as a')
		.innerJoin('person as p', 'p.id', 'a.personId')
		.select([
			'a.personId',
			'a.login',
			grantsOf.as('grants'),
			sql<boolean>`coalesce(p.disabled_at, p.deleted_at) IS NOT NULL`.as('isDisabled'),
		]);
}

export function findStaff(db: Db, login: string): Promise<StaffMember | undefined> {
	return staff(db).where('a.login', '=', login).executeTakeFirst();
}

export function listStaff(db: Db): Promise<StaffMember[]> {
	return staff(db).orderBy('a.login').execute();
}

export interface PersonRow {
	id: string;
	displayName: string | null;
	login: string | null;
	isVerified: boolean;
	isDisabled: boolean;
	createdAt: Date;
	grants: Grant[];
	/** Where they live; null: not known. */
	area: string | null;
}

const PAGE = 25;

function people(db: Db, scope: Scope) {
	return db
		.selectFrom('person as p')
		.leftJoin('staffAccount as a', 'a.personId', 'p.id')
		.select([
			'p.id',
			'p.displayName',
			'a.login',
			sql<boolean>`p.verified_at IS NOT NULL`.as('isVerified'),
			sql<boolean>`p.disabled_at IS NOT NULL`.as('isDisabled'),
			'p.createdAt',
			'p.areaCode as area',
			grantsOf.as('grants'),
		])
		.where('p.deletedAt', 'is', null)
		.where(isOfScope(scope, 'p'));
}

/**
 * The newest first. Without words: the staff. With them: everybody whose name or login begins so, or whose id it is.
 * @param before the id of the last one of the page before
 */
export async function listPeople(
	db: Db,
	scope: Scope,
	{ q, before }: { q: string; before?: string },
): Promise<{ people: PersonRow[]; next: string | undefined }> {
	const beginning = `${q.replace(/[\\%_]/g, '\\$&')}%`;
	const rows = await people(db, scope)
		.$if(q === '', (query) =>
			query.where(
				sql<boolean>`(a.person_id IS NOT NULL OR EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id))`,
			),
		)
		.$if(q !== '', (query) =>
			query.where(
				sql<boolean>`(fold(p.display_name) LIKE fold(${beginning}) OR a.login LIKE lower(${beginning}) OR p.id::text = lower(${q}))`,
			),
		)
		.$if(before !== undefined, (query) =>
			query.where(
				sql<boolean>`(p.created_at, p.id) < (SELECT created_at, id FROM person WHERE id = ${before ?? null}::uuid)`,
			),
		)
		.orderBy('p.createdAt', 'desc')
		.orderBy('p.id', 'desc')
		.limit(PAGE + 1)
		.execute();
	const shown = rows.slice(0, PAGE);
	return { people: shown, next: rows.length > PAGE ? shown.at(-1)?.id : undefined };
}

export function findPerson(db: Db, scope: Scope, id: string): Promise<PersonRow | undefined> {
	return people(db, scope).where('p.id', '=', id).executeTakeFirst();
}

/** @returns the roles that each has at this moment, by person */
export async function readGrants(db: Db | Trx, personIds: readonly string[]): Promise<Map<string, Grant[]>> {
	if (personIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('roleGrant')
		.select(['personId', 'role', 'areaCode as area'])
		.where('personId', 'in', [...personIds])
		.$narrowType<{ role: Grant['role'] }>()
		.execute();
	const byPerson = new Map<string, Grant[]>();
	for (const { personId, role, area } of rows) {
		byPerson.set(personId, [...(byPerson.get(personId) ?? []), { role, area }]);
	}
	return byPerson;
}
