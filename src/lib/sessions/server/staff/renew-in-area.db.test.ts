/** Whoever administers an area renews the factors of those who live and act in it, and becomes nobody of wider power. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeCitizen, makeSession } from '../../../../../tests/support/citizens';
import { openStaffDesk, type StaffDesk } from '../../../../../tests/support/staff-desk';
import type { Actor } from '../../../people/actor';

let desk: StaffDesk;
let local: Actor;
let keeper: string;
let colleague: string;

beforeAll(async () => {
	desk = await openStaffDesk();
	keeper = await makeCitizen(desk.db, { areaCode: 'xa' });
	await desk.db.insertInto('area').values({ code: 'xa-khac' }).execute();
	await grant(keeper, 'administrator', 'xa');
	local = (await desk.sessions.findActor(desk.pool, await makeSession(desk.db, keeper)))!;
});
afterAll(() => desk?.close());
beforeEach(async () => {
	colleague = await makeCitizen(desk.db, { areaCode: 'xa' });
	await grant(colleague, 'moderator', 'xa');
});

const grant = (personId: string, role: 'administrator' | 'moderator', areaCode: string | null) =>
	desk.db.insertInto('roleGrant').values({ personId, role, areaCode }).execute();
const renew = (personId: string) =>
	desk.invite.renewStaff(desk.db, local, { personId, login: desk.newLogin() });
const use = (token: string) =>
	desk.enrolment.enrolWithPasskey(desk.db, {
		token,
		displayName: 'X',
		passkey: desk.newPasskey(),
		label: '',
		visitor: { personId: colleague, verified: true },
	});

test('of somebody of the area they do', async () => {
	const link = await renew(colleague);
	expect(link.ok && (await use(link.value))).toMatchObject({ ok: true, value: { personId: colleague } });
});

test('of somebody of elsewhere, or whose role reaches further, they do not', async () => {
	const outside = await makeCitizen(desk.db, { areaCode: 'xa-khac' });
	expect(await renew(outside)).toEqual({ ok: false, reason: 'not-allowed' });
	await grant(colleague, 'moderator', null);
	expect(await renew(colleague)).toEqual({ ok: false, reason: 'not-allowed' });
});

test.each<[string, () => Promise<unknown>]>([
	['the person is given a role that reaches further', () => grant(colleague, 'moderator', 'xa-khac')],
	[
		'the person moves away',
		() => desk.db.updateTable('person').set({ areaCode: 'xa-khac' }).where('id', '=', colleague).execute(),
	],
	[
		'whoever made it is an administrator no more',
		() => desk.db.deleteFrom('roleGrant').where('personId', '=', keeper).execute(),
	],
])('a link that waits is void once %s', async (_, happens) => {
	const link = await renew(colleague);
	await happens();
	expect(link.ok && (await use(link.value))).toEqual({ ok: false, reason: 'invitation-gone' });
});
