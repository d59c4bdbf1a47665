/** Roles are given and taken away; both hold from the person's next request on. */
import { audit } from '../../server/audit/append';
import type { Db, Trx } from '../../server/db/client';
import { isForeignKeyViolation, isViolationOf } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import type { Actor, Role } from '../actor';
import { can, type Denial } from '../can';
import { listAreaPath } from './areas';
import { mayManagePerson } from './scope';

interface Change {
	personId: string;
	role: Role;
	/** Null: everywhere. */
	area: string | null;
	now?: Date;
}

export type RoleRefusal = Denial | 'no-such-person-or-area' | 'yourself' | 'last-administrator';

/** Giving what somebody has already changes nothing. */
export async function grantRole(
	db: Db,
	by: Actor,
	{ personId, role, area, now = new Date() }: Change,
): Promise<Result<undefined, RoleRefusal>> {
	const answer = await mayManage(db, by, { personId, area, now });
	if (answer !== 'yes') return refuse(answer);
	try {
		await db.transaction().execute(async (trx) => {
			const { numInsertedOrUpdatedRows } = await trx
				.insertInto('roleGrant')
				.values({ personId, role, areaCode: area, grantedBy: by.personId })
				.onConflict((conflict) => conflict.columns(['personId', 'role', 'areaCode']).doNothing())
				.executeTakeFirstOrThrow();
			if (numInsertedOrUpdatedRows !== 1n) return;
			await note(trx, by, 'role.grant', { personId, role, area });
		});
	} catch (error) {
		if (isForeignKeyViolation(error)) return refuse('no-such-person-or-area');
		throw error;
	}
	return ok(undefined);
}

/** Nobody takes their own administration away, and the database keeps the last one (migration 0009). */
export async function revokeRole(
	db: Db,
	by: Actor,
	{ personId, role, area, now = new Date() }: Change,
): Promise<Result<undefined, RoleRefusal>> {
	const answer = await mayManage(db, by, { personId, area, now });
	if (answer !== 'yes') return refuse(answer);
	if (personId === by.personId && role === 'administrator') return refuse('yourself');
	try {
		await db.transaction().execute(async (trx) => {
			const { numDeletedRows } = await trx
				.deleteFrom('roleGrant')
				.where('personId', '=', personId)
				.where('role', '=', role)
				.where('areaCode', area === null ? 'is' : '=', area)
				.executeTakeFirstOrThrow();
			if (numDeletedRows !== 1n) return;
			await note(trx, by, 'role.revoke', { personId, role, area });
		});
	} catch (error) {
		if (isViolationOf(error, 'last_administrator')) return refuse('last-administrator');
		throw error;
	}
	return ok(undefined);
}

function note(trx: Trx, by: Actor, action: string, { personId, role, area }: Change) {
	return audit(trx, { actorId: by.personId, action, subject: `person/${personId}`, details: { role, area } });
}

/**
 * Whoever administers an area gives roles there to the people of it, and takes them away; what holds everywhere is for
 * those who administer all.
 */
async function mayManage(
	db: Db,
	by: Actor,
	{ personId, area, now }: { personId: string; area: string | null; now: Date },
): Promise<'yes' | Denial> {
	const answer = await mayManagePerson(db, by, { personId, now, wholly: false });
	if (answer !== 'yes') return answer;
	return can(by, 'people.manage', { subject: { areas: await listAreaPath(db, area) }, now });
}
