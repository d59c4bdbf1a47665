/** Factors change after a fresh proof, and the last way in stays. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStaffDesk, type StaffDesk } from '../../../../../tests/support/staff-desk';

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
