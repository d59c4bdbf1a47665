/** Staff come by invitation only, with two factors each, and what may count once counts once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCitizen } from '../../../../../tests/support/citizens';
import { openStaffDesk, PASSWORD, type StaffDesk } from '../../../../../tests/support/staff-desk';

let desk: StaffDesk;
beforeAll(async () => {
	desk = await openStaffDesk();
});
afterAll(() => desk.close());

async function countPersons(): Promise<number> {
	const { n } = await desk.db
		.selectFrom('person')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	return n;
}

test('whoever is invited has role, two factors and ten codes, and signs in with them', async () => {
	const { token, login, personId, codes } = await desk.enrolled();
	expect(new Set(codes).size).toBe(10);
	expect(await desk.tried(login.toUpperCase(), PASSWORD, desk.codeFor(token, new Date()))).toEqual({
		ok: true,
		value: { personId, way: 'password+totp' },
	});
	const grants = await desk.db
		.selectFrom('roleGrant')
		.select(['role', 'areaCode'])
		.where('personId', '=', personId)
		.execute();
	expect(grants).toEqual([{ role: 'moderator', areaCode: null }]);
});

test('twenty who take up one invitation at once are one person', async () => {
	const token = await desk.invited();
	const now = new Date();
	const before = await countPersons();
	const results = await Promise.all(
		Array.from({ length: 20 }, () =>
			desk.enrolment.enrolWithPasskey(desk.db, {
				token,
				displayName: 'Ai',
				passkey: desk.newPasskey(),
				label: '',
			}),
		),
	);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(results.filter((result) => !result.ok && result.reason === 'invitation-gone')).toHaveLength(19);
	expect((await countPersons()) - before).toBe(1);
	expect(await desk.invite.findInvitation(desk.db, token)).toBeUndefined();
	expect(
		await desk.enrolment.enrolWithPassword(desk.db, {
			token,
			displayName: 'Ai',
			password: PASSWORD,
			code: desk.codeFor(token, now),
			now,
		}),
	).toEqual({ ok: false, reason: 'invitation-gone' });
});

test('an invitation is over after seven days, or when a newer one is made', async () => {
	const login = desk.newLogin();
	const first = await desk.invited(login);
	const second = await desk.invited(login);
	expect(await desk.invite.findInvitation(desk.db, first)).toBeUndefined();
	expect(await desk.invite.findInvitation(desk.db, second)).toMatchObject({ role: 'moderator' });
	await desk.owner.query(`UPDATE invitation SET expires_at = now() - interval '1 second' WHERE login = $1`, [
		login,
	]);
	expect(await desk.invite.findInvitation(desk.db, second)).toBeUndefined();
	expect(await desk.invite.findInvitation(desk.db, 'x')).toBeUndefined();
});

test('a login is given once', async () => {
	const { login } = await desk.enrolled();
	const again = await desk.invite.inviteStaff(desk.db, 'command line', { login, role: 'editor', area: null });
	expect(again).toEqual({ ok: false, reason: 'login-taken' });
});

test.each([
	['ngắn quá', 'too-short'],
	['matkhau123456', 'guessable'],
	['password1234', 'guessable'],
	['qwertyuiop12', 'guessable'],
	['x'.repeat(257), 'too-long'],
])('the password %j is %s', async (password, reason) => {
	const token = await desk.invited();
	const now = new Date();
	expect(
		await desk.enrolment.enrolWithPassword(desk.db, {
			token,
			displayName: 'Ai',
			password,
			code: desk.codeFor(token, now),
			now,
		}),
	).toEqual({ ok: false, reason });
	expect(await desk.invite.findInvitation(desk.db, token)).toBeDefined();
});

test('a renewed account has new factors only, and its sessions are over', async () => {
	const { login, personId, codes } = await desk.enrolled();
	await desk.signIn(personId);
	const link = await desk.invite.renewStaff(desk.db, 'command line', { personId, login });
	if (!link.ok) throw new Error(link.reason);
	expect(await desk.tried(login, PASSWORD, codes[0]!)).toMatchObject({ ok: true });
	const passkey = desk.newPasskey();
	expect(
		await desk.enrolment.enrolWithPasskey(desk.db, {
			token: link.value,
			displayName: 'X',
			passkey,
			label: '',
		}),
	).toMatchObject({ ok: true, value: { personId } });
	expect(await desk.tried(login, PASSWORD, codes[1]!)).toMatchObject({ reason: 'wrong' });
	const { rows } = await desk.owner.query('SELECT 1 FROM session WHERE person_id = $1', [personId]);
	expect(rows).toEqual([]);
});

test('first factors of somebody who is a citizen are set up in a session of that citizen', async () => {
	const [citizen, neighbour] = [await makeCitizen(desk.db), await makeCitizen(desk.db)];
	const wish = { personId: citizen, login: desk.newLogin() };
	const link = await desk.invite.renewStaff(desk.db, 'command line', wish);
	if (!link.ok) throw new Error(link.reason);
	const use = (visitor?: { personId: string; verified: boolean }) =>
		desk.enrolment.enrolWithPasskey(desk.db, {
			...{ token: link.value, displayName: 'X', label: '', passkey: desk.newPasskey() },
			...(visitor ? { visitor } : {}),
		});
	// Whoever made the link, alone or signed in as themselves, or by a factor of staff.
	expect(await use()).toEqual({ ok: false, reason: 'not-yours' });
	expect(await use({ personId: neighbour, verified: true })).toEqual({ ok: false, reason: 'not-yours' });
	expect(await use({ personId: citizen, verified: false })).toEqual({ ok: false, reason: 'not-yours' });
	expect(await use({ personId: citizen, verified: true })).toMatchObject({ value: { personId: citizen } });
});

test('no secret is in the database or in the audit log', async () => {
	const { token, codes } = await desk.enrolled();
	const secret = desk.totp.offerSecret(desk.enrolment.invitationOccasion(token));
	const forms = [token, PASSWORD, ...codes, ...codes.map((code) => code.replaceAll('-', ''))].map((text) =>
		Buffer.from(text),
	);
	forms.push(Buffer.from(token, 'base64url'), Buffer.from(secret));
	for (const table of ['invitation', 'staff_account', 'password_way', 'recovery_code', 'audit_entry']) {
		const { rows } = await desk.owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
		const text = rows.map(({ row }) => row).join('\n');
		for (const form of forms) {
			expect(text).not.toContain(form.toString());
			expect(text).not.toContain(form.toString('hex'));
		}
	}
});
