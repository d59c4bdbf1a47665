/**
 * Invitations: the only way to become staff. The link holds 256 random bits, of which the table keeps the SHA-256; it
 * counts once and for seven days. An invitation for somebody who is staff already renews their factors: the old ones
 * count until the link is used, and then no more. Whoever made it must still be allowed to when it is used: the person may
 * have been given a role since that reaches further than theirs.
 */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../server/audit/append';
import type { Db, Trx } from '../../server/db/client';
import { isForeignKeyViolation, isUniqueViolation } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import type { Actor, Role } from '../actor';
import { can, type Denial, type Scope } from '../can';
import { listAreaPath } from './areas';
import { mayManagePerson, reaches } from './scope';

/** Whoever has a shell on the server and the application's settings needs no account. */
type Inviter = Actor | 'command line';

export interface Invitation {
	login: string;
	role: Role;
	/** Null: everywhere. */
	area: string | null;
}

export type InviteRefusal = Denial | 'login-taken' | 'no-such-area';

/** @returns the token for the link; it can't be made again. An open invitation of the same login ends. */
export async function inviteStaff(
	db: Db,
	by: Inviter,
	{ login, role, area, now = new Date() }: Invitation & { now?: Date },
): Promise<Result<string, InviteRefusal>> {
	const answer = await mayInvite(db, by, area, now);
	if (answer !== 'yes') return refuse(answer);
	const taken = await db.selectFrom('staffAccount').select('login').where('login', '=', login).execute();
	// Only spares a link that could not be used; the constraint at its use decides.
	if (taken.length > 0) return refuse('login-taken');
	return create(db, by, { login, role, areaCode: area, personId: null });
}

export type RenewRefusal = InviteRefusal | 'no-such-person';

/** For whoever lost their factors, or is a known person and is to have some. @returns the token for the link */
export async function renewStaff(
	db: Db,
	by: Inviter,
	{ personId, login, now = new Date() }: { personId: string; login: string; now?: Date },
): Promise<Result<string, RenewRefusal>> {
	const answer =
		by === 'command line' ? 'yes' : await mayManagePerson(db, by, { personId, now, wholly: true });
	if (answer !== 'yes') return refuse(answer);
	const accounts = await db
		.selectFrom('staffAccount')
		.select(['personId', 'login'])
		.where((eb) => eb.or([eb('login', '=', login), eb('personId', '=', personId)]))
		.execute();
	if (accounts.some((account) => account.personId !== personId || account.login !== login)) {
		return refuse('login-taken');
	}
	const created = await create(db, by, { login, role: null, areaCode: null, personId });
	return !created.ok && created.reason === 'no-such-area' ? refuse('no-such-person') : created;
}

async function mayInvite(db: Db, by: Inviter, area: string | null, now: Date): Promise<'yes' | Denial> {
	if (by === 'command line') return 'yes';
	return can(by, 'people.manage', { subject: { areas: await listAreaPath(db, area) }, now });
}

interface Row {
	login: string;
	role: Role | null;
	areaCode: string | null;
	personId: string | null;
}

async function create(
	db: Db,
	by: Inviter,
	row: Row,
): Promise<Result<string, 'login-taken' | 'no-such-area'>> {
	const token = randomBytes(32);
	const inviter = by === 'command line' ? undefined : by.personId;
	try {
		await db.transaction().execute(async (trx) => {
			await trx.deleteFrom('invitation').where('login', '=', row.login).where('usedAt', 'is', null).execute();
			const { id } = await trx
				.insertInto('invitation')
				.values({ ...row, tokenHash: hashOf(token), invitedBy: inviter ?? null })
				.returning('id')
				.executeTakeFirstOrThrow();
			await audit(trx, {
				actorId: inviter,
				action: row.personId ? 'invitation.renew' : 'invitation.create',
				subject: row.personId ? `person/${row.personId}` : `invitation/${id}`,
				details: { role: row.role, area: row.areaCode },
			});
		});
	} catch (error) {
		// Two invitations of one login at once.
		if (isUniqueViolation(error)) return refuse('login-taken');
		if (isForeignKeyViolation(error)) return refuse('no-such-area');
		throw error;
	}
	return ok(token.toString('base64url'));
}

function hashOf(token: Buffer): Buffer {
	return createHash('sha256').update(token).digest();
}

function parse(token: string): Buffer | undefined {
	return /^[\w-]{43}$/.test(token) ? Buffer.from(token, 'base64url') : undefined;
}

/**
 * @returns undefined for one that is unknown, used or expired. `isCitizens`: it gives the first factors of staff to a citizen,
 * who takes it up in a session of their own, so that no administrator reads or writes as somebody else.
 */
export async function findInvitation(db: Db, token: string) {
	const bytes = parse(token);
	if (!bytes) return undefined;
	return db
		.selectFrom('invitation as i')
		.leftJoin('person as p', 'p.id', 'i.personId')
		.select(['i.login', 'i.areaCode as area', 'i.personId', 'i.expiresAt', 'p.displayName'])
		.select((eb) => eb.ref('i.role').$castTo<Role | null>().as('role'))
		.select(
			sql<boolean>`p.verified_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM staff_account a WHERE a.person_id = p.id)`.as(
				'isCitizens',
			),
		)
		.where('i.tokenHash', '=', hashOf(bytes))
		.where('i.usedAt', 'is', null)
		.where('i.expiresAt', '>', new Date())
		.executeTakeFirst();
}

/**
 * Uses the invitation: makes the person, the account and the role, as far as they are not there yet. The row lock
 * decides between two at once; whoever comes second finds it used.
 * @returns undefined when there is nothing to use
 */
export async function useInvitation(
	trx: Trx,
	token: string,
	displayName: string,
): Promise<{ personId: string; login: string; isNew: boolean } | undefined> {
	const bytes = parse(token);
	if (!bytes) return undefined;
	const invitation = await trx
		.updateTable('invitation')
		.set({ usedAt: new Date() })
		.where('tokenHash', '=', hashOf(bytes))
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', new Date())
		.returning(['login', 'role', 'areaCode', 'personId', 'invitedBy'])
		.executeTakeFirst();
	if (!invitation) return undefined;
	const { login, role, areaCode, invitedBy } = invitation;
	if (invitation.personId && invitedBy && !(await reaches(trx, invitedBy, invitation.personId)))
		return undefined;
	const personId =
		invitation.personId ??
		(await trx.insertInto('person').values({ displayName }).returning('id').executeTakeFirstOrThrow()).id;
	await trx
		.insertInto('staffAccount')
		.values({ personId, login })
		.onConflict((conflict) => conflict.column('personId').doNothing())
		.execute();
	if (role) {
		await trx.insertInto('roleGrant').values({ personId, role, areaCode, grantedBy: invitedBy }).execute();
	}
	return { personId, login, isNew: invitation.personId === null };
}

export async function withdrawInvitation(
	db: Db,
	by: Actor,
	{ id, now = new Date() }: { id: string; now?: Date },
): Promise<Result<undefined, Denial | 'no-such-invitation'>> {
	const open = await db
		.selectFrom('invitation')
		.select('areaCode')
		.where('id', '=', id)
		.where('usedAt', 'is', null)
		.executeTakeFirst();
	if (!open) return refuse('no-such-invitation');
	const answer = await mayInvite(db, by, open.areaCode, now);
	if (answer !== 'yes') return refuse(answer);
	await db.transaction().execute(async (trx) => {
		await trx.deleteFrom('invitation').where('id', '=', id).where('usedAt', 'is', null).execute();
		await audit(trx, {
			actorId: by.personId,
			action: 'invitation.withdraw',
			subject: `invitation/${id}`,
		});
	});
	return ok(undefined);
}

/** @param scope those for a role within it */
export function listOpenInvitations(db: Db, scope: Scope) {
	return db
		.selectFrom('invitation')
		.select(['id', 'login', 'areaCode as area', 'personId', 'createdAt', 'expiresAt'])
		.select((eb) => eb.ref('role').$castTo<Role | null>().as('role'))
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', new Date())
		.$if(scope !== null, (query) => query.where('areaCode', 'in', scope?.length ? scope : ['']))
		.orderBy('createdAt', 'desc')
		.limit(200)
		.execute();
}
