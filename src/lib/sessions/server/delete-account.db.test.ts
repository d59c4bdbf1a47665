import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCitizen, makeSession } from '../../../../tests/support/citizens';
import { openStaffDesk, type StaffDesk } from '../../../../tests/support/staff-desk';
import type { Actor } from '../../people/actor';

let desk: StaffDesk;
let deleteAccount: typeof import('./delete-account').deleteAccount;
let confirmOwner: typeof import('./confirm-owner').confirmOwner;

beforeAll(async () => {
	desk = await openStaffDesk();
	({ deleteAccount } = await import('./delete-account'));
	({ confirmOwner } = await import('./confirm-owner'));
});
afterAll(() => desk?.close());

const actorOf = async (personId: string, assurance: Actor['assurance'] = 'two-factor') =>
	(await desk.sessions.findActor(desk.pool, await makeSession(desk.db, personId, assurance)))!;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** How many rows each table has about a person. */
async function rowsOf(personId: string) {
	const { rows } = await desk.owner.query<Record<string, number>>(
		`SELECT ${[
			'session',
			'contact_email',
			'role_grant',
			'staff_account',
			'passkey',
			'password_way',
			'recovery_code',
			'invitation',
			'identifier',
		]
			.map((table) => `(SELECT count(*)::int FROM ${table} WHERE person_id = $1) AS ${table}`)
			.join(', ')}`,
		[personId],
	);
	return rows[0]!;
}

test('name, address, sessions, roles, login and factors go; what identifies stays, and the log says it once', async () => {
	const { personId, login } = await desk.enrolled();
	await desk.factors.addPasskey(desk.db, await desk.actorOf(personId), {
		passkey: desk.newPasskey(),
		label: 'Khóa',
	});
	await desk.invite.renewStaff(desk.db, 'command line', { personId, login });
	await desk.db
		.insertInto('contactEmail')
		.values({ personId, sealed: randomBytes(40), digest: randomBytes(32) })
		.execute();
	await desk.db
		.insertInto('identifier')
		.values({ kind: 'document', digest: randomBytes(32), personId })
		.execute();
	const [here, elsewhere] = [await desk.actorOf(personId), await desk.actorOf(personId)];
	for (const [table, count] of Object.entries(await rowsOf(personId))) {
		expect(count, table).toBeGreaterThan(0);
	}

	expect(await deleteAccount(desk.db, here)).toEqual({ ok: true, value: undefined });
	const { identifier, ...rest } = await rowsOf(personId);
	expect(identifier).toBe(1);
	expect(
		Object.values(rest).every((count) => count === 0),
		JSON.stringify(rest),
	).toBe(true);
	const { rows } = await desk.owner.query(
		'SELECT display_name, deleted_at IS NOT NULL AS gone FROM person WHERE id = $1',
		[personId],
	);
	expect(rows).toEqual([{ display_name: null, gone: true }]);
	// The login can be somebody else's now.
	expect((await desk.enrolled(login)).personId).not.toBe(personId);

	expect(await deleteAccount(desk.db, elsewhere)).toMatchObject({ ok: true });
	const log = await desk.owner.query(
		"SELECT seq FROM audit_entry WHERE action = 'account.delete' AND actor_id = $1",
		[personId],
	);
	expect(log.rowCount).toBe(1);
});

test('it needs a fresh confirmation, of staff by two factors', async () => {
	const citizen = await actorOf(await makeCitizen(desk.db), 'one-factor');
	const stale = { ...citizen, authenticatedAt: minutesAgo(11) };
	expect(await deleteAccount(desk.db, stale)).toEqual({ ok: false, reason: 'step-up-required' });
	const staff = await actorOf(await makeCitizen(desk.db, { roles: ['moderator'] }), 'one-factor');
	expect(await deleteAccount(desk.db, staff)).toEqual({ ok: false, reason: 'second-factor-required' });
	const { rows } = await desk.owner.query('SELECT FROM person WHERE id = ANY ($1) AND deleted_at IS NULL', [
		[citizen.personId, staff.personId],
	]);
	expect(rows).toHaveLength(2);
});

test('whoever came by a letter, which opens once, need not show it again; staff must', async () => {
	const came = async (roles: ('moderator' | 'editor')[]) => {
		const actor = await actorOf(await makeCitizen(desk.db, { roles }));
		await desk.owner.query("UPDATE session SET way = 'letter' WHERE id = $1", [actor.sessionId]);
		return confirmOwner(desk.db, { ...actor, authenticatedAt: minutesAgo(60) }, new Date());
	};
	expect(await came([])).toMatchObject({ ok: true });
	expect(await came(['editor'])).toEqual({ ok: false, reason: 'step-up-required' });
});

test('of two administrators who delete themselves at once one stays, and is told so', async () => {
	const two = await Promise.all([1, 2].map(() => makeCitizen(desk.db, { roles: ['administrator'] })));
	const actors = await Promise.all(two.map((id) => actorOf(id)));
	const outcomes = await Promise.all(actors.map((actor) => deleteAccount(desk.db, actor)));
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	expect(outcomes).toContainEqual({ ok: false, reason: 'last-administrator' });
	const [staying] = actors.filter((_, i) => !outcomes[i]!.ok);
	expect(await rowsOf(staying!.personId)).toMatchObject({ session: 1, role_grant: 1 });
});
