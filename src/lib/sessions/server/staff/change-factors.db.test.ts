/** Factors change after a fresh proof, and the last way in stays. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { can } from '../../../people/can';
import { openStaffDesk, PASSWORD, type StaffDesk } from '../../../../../tests/support/staff-desk';

let desk: StaffDesk;
beforeAll(async () => {
	desk = await openStaffDesk();
});
afterAll(() => desk.close());

test('a changed factor ends all other sessions', async () => {
	const passkey = desk.newPasskey();
	const { personId } = await desk.enrolled();
	const [here, elsewhere] = [await desk.signIn(personId), await desk.signIn(personId)];
	if (!here.ok || !elsewhere.ok) throw new Error('not signed in');
	const actor = (await desk.sessions.findActor(desk.pool, here.value))!;
	expect(await desk.factors.addPasskey(desk.db, actor, { passkey, label: '' })).toMatchObject({
		ok: true,
	});
	expect(await desk.sessions.findActor(desk.pool, here.value)).toBeDefined();
	expect(await desk.sessions.findActor(desk.pool, elsewhere.value)).toBeUndefined();
});

test('two who remove the last two ways in at once leave one', async () => {
	const passkey = desk.newPasskey();
	const { personId } = await desk.enrolled();
	const actor = await desk.actorOf(personId);
	await desk.factors.addPasskey(desk.db, actor, { passkey, label: '' });
	const results = await Promise.all([
		desk.factors.removePassword(desk.db, actor),
		desk.factors.removePasskey(desk.db, actor, { id: passkey.id }),
	]);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(results).toContainEqual({ ok: false, reason: 'last-way' });
});

/** Somebody who has a passkey and nothing else but codes. */
async function withPasskeyAlone() {
	const token = await desk.invited();
	const { login } = (await desk.invite.findInvitation(desk.db, token))!;
	const enrolled = await desk.enrolment.enrolWithPasskey(desk.db, {
		token,
		displayName: 'Người Duyệt',
		passkey: desk.newPasskey(),
		label: '',
	});
	if (!enrolled.ok) throw new Error(enrolled.reason);
	return { login, ...enrolled.value };
}

async function recover(login: string, code: string) {
	const proven = await desk.proofs.proveByRecoveryCode(desk.db, { login, code, ip: desk.newAddress() });
	if (!proven.ok) return proven.reason;
	const token = await desk.staff.signInStaff(desk.db, {
		proven: proven.value,
		current: undefined,
		again: false,
		userAgent: null,
	});
	if (!token.ok) throw new Error(token.reason);
	return (await desk.sessions.findActor(desk.pool, token.value))!;
}

test('whoever lost their passkey makes another with a recovery code, and may do nothing else with it', async () => {
	const { login, personId, codes } = await withPasskeyAlone();
	const before = await desk.actorOf(personId);
	const actor = await recover(login, codes[0]!);
	if (typeof actor === 'string') throw new Error(actor);
	const now = new Date();
	expect(can(actor, 'comment.moderate', { now })).toBe('second-factor-required');
	const [old] = await desk.db.selectFrom('passkey').select('id').where('personId', '=', personId).execute();
	expect(await desk.factors.removePasskey(desk.db, actor, old!)).toMatchObject({
		reason: 'second-factor-required',
	});
	expect(await desk.factors.renewCodes(desk.db, actor)).toMatchObject({ reason: 'second-factor-required' });
	const later = new Date(actor.authenticatedAt.getTime() + 10 * 60_000);
	const wish = { passkey: desk.newPasskey(), label: '' };
	expect(await desk.factors.addPasskey(desk.db, actor, { ...wish, now: later })).toMatchObject({ ok: false });
	expect(await desk.factors.addPasskey(desk.db, actor, wish)).toMatchObject({ ok: true });
	const { rows } = await desk.owner.query('SELECT 1 FROM session WHERE id = $1', [before.sessionId]);
	expect(rows).toEqual([]);
	expect(await recover(login, codes[0]!), 'the same code again').toBe('wrong');
});

test('a recovery code alone opens no account that has a password, and is not used up by the try', async () => {
	const { login, codes } = await desk.enrolled();
	expect(await recover(login, codes[0]!)).toBe('wrong');
	expect(await desk.tried(login, PASSWORD, codes[0]!)).toMatchObject({ ok: true });
	expect(await recover('khong-co-ai', codes[1]!)).toBe('wrong');
	expect(await recover(login, 'x')).toBe('wrong');
});

test("factors change only after a fresh proof with two factors, and only one's own", async () => {
	const passkey = desk.newPasskey();
	const actor = await desk.actorOf((await desk.enrolled()).personId);
	const other = await desk.actorOf((await desk.enrolled()).personId);
	await desk.factors.addPasskey(desk.db, actor, { passkey, label: '' });
	const { id } = passkey;
	const later = new Date(actor.authenticatedAt.getTime() + 10 * 60_000);
	expect(await desk.factors.renewCodes(desk.db, actor, { now: later })).toMatchObject({
		reason: 'step-up-required',
	});
	expect(await desk.factors.renewCodes(desk.db, { ...actor, assurance: 'one-factor' })).toMatchObject({
		reason: 'second-factor-required',
	});
	expect(await desk.factors.removePasskey(desk.db, other, { id })).toMatchObject({
		reason: 'no-such-passkey',
	});
	expect(await desk.factors.addPasskey(desk.db, other, { passkey, label: '' })).toMatchObject({
		reason: 'known-already',
	});
});
