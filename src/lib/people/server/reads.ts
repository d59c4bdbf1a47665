/** Questions about people, for those who look after them. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import type { Grant } from '../actor';

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
