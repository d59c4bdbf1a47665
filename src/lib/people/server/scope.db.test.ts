/** Who looks after the people of one area reads and changes these, and learns nothing of others. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCitizen, makeSession } from '../../../../tests/support/citizens';
import { openStaffDesk, type StaffDesk } from '../../../../tests/support/staff-desk';
import type { Actor } from '../actor';
import type { Scope } from '../can';
import { listAudit } from './audit-reads';
import { listCases } from './case-reads';
import { findPerson, listPeople } from './reads';
import { readScope } from './scope';
import { settleCase } from './settle-case';

let desk: StaffDesk;
let local: Actor;
let scope: Scope;
let [inside, deeper, outside, nowhere, servesHere] = ['', '', '', '', ''];

beforeAll(async () => {
	desk = await openStaffDesk();
	const { db } = desk;
	await db
		.insertInto('area')
		.values([{ code: 'xa' }, { code: 'tinh-khac' }])
		.execute();
	await db.insertInto('area').values({ code: 'thon', parentCode: 'xa' }).execute();
	inside = await makeCitizen(db, { areaCode: 'xa', displayName: 'Lan Trong' });
	deeper = await makeCitizen(db, { areaCode: 'thon', displayName: 'Lan Thôn' });
	outside = await makeCitizen(db, { areaCode: 'tinh-khac', displayName: 'Lan Ngoài' });
	nowhere = await makeCitizen(db, { displayName: 'Lan Không' });
	servesHere = await makeCitizen(db, { areaCode: 'tinh-khac', displayName: 'Lan Về' });
	const keeper = await makeCitizen(db);
	await db
		.insertInto('roleGrant')
		.values([
			{ personId: servesHere, role: 'moderator', areaCode: 'thon' },
			{ personId: keeper, role: 'administrator', areaCode: 'xa' },
		])
		.execute();
	local = (await desk.sessions.findActor(desk.pool, await makeSession(db, keeper)))!;
	scope = await readScope(db, local, 'people.read');
});
afterAll(() => desk?.close());

test('a scope holds an area and all within; everywhere is no list, and no role an empty one', async () => {
	expect([...scope!].sort()).toEqual(['thon', 'xa']);
	const read = (grants: Actor['grants']) => readScope(desk.db, { ...local, grants }, 'people.read');
	expect(await read([{ role: 'administrator', area: null }])).toBeNull();
	expect(await read([{ role: 'editor', area: 'xa' }])).toEqual([]);
});

test('people are found who live or act there, by name and by address', async () => {
	const names = async (whose: Scope) =>
		(await listPeople(desk.db, whose, { q: 'Lan' })).people.map(({ id }) => id).sort();
	expect(await names(scope)).toEqual([inside, deeper, servesHere].sort());
	expect(await names(null)).toHaveLength(5);
	expect(await names([])).toEqual([]);
	const seen = await Promise.all(
		[inside, deeper, servesHere, outside, nowhere].map((id) => findPerson(desk.db, scope, id)),
	);
	expect(seen.map((person) => person !== undefined)).toEqual([true, true, true, false, false]);
	expect((await listPeople(desk.db, scope, { q: outside })).people).toEqual([]);
});

test('a case is seen and settled by whoever looks after all who are in it', async () => {
	const open = async (personIds: string[]) =>
		(
			await desk.db
				.insertInto('identityCase')
				.values({ way: 'letter', personIds })
				.returning('id')
				.executeTakeFirstOrThrow()
		).id;
	const [own, mixed] = [await open([inside, deeper]), await open([inside, outside])];
	const ids = async (whose: Scope) => (await listCases(desk.db, whose, 100)).map(({ id }) => id);
	expect(await ids(scope)).toEqual([own]);
	expect(await ids(null)).toEqual([own, mixed]);
	expect(await settleCase(desk.db, local, { id: mixed, note: 'Không' })).toEqual({
		ok: false,
		reason: 'not-allowed',
	});
	expect(await settleCase(desk.db, local, { id: own, note: 'Đã gặp' })).toMatchObject({ ok: true });
});

test('the audit log tells what was done to people there, and what they did, and nothing else', async () => {
	const { audit } = await import('../../server/audit/append');
	const note = (actorId: string | undefined, subject: string) =>
		audit(desk.db, { ...(actorId ? { actorId } : {}), action: 'test.note', subject });
	await note(inside, 'poll/1');
	await note(nowhere, `person/${inside}`);
	await note(inside, `person/${outside}`);
	await note(outside, 'poll/2');
	await note(undefined, '');
	await note(outside, 'person/nobody');
	const subjects = async (whose: Scope) =>
		(await listAudit(desk.db, whose, { action: 'test.note' }, 100)).map(({ subject }) => subject);
	expect(await subjects(scope)).toEqual([`person/${inside}`, 'poll/1']);
	expect(await subjects(null)).toHaveLength(6);
});

test('letters are minted for the roll there, and open invitations are those for it', async () => {
	const { mintLetters } = await import('./letters/mint-letters');
	const { digests } = await import('./identifiers');
	const rows = ['xa', 'thon', 'tinh-khac'].map((areaCode, i) => ({ areaCode, number: `00000000000${i}` }));
	await desk.db
		.insertInto('rollEntry')
		.values(
			rows.map(({ areaCode, number }) => ({
				documentDigest: digests().document(number).digest,
				checkDigest: randomBytes(32),
				birthDigest: randomBytes(32),
				areaCode,
				birthYear: 1990,
			})),
		)
		.execute();
	const addressees = rows.map(({ number }, i) => ({ line: i + 2, number, name: `P${i}`, address: 'A' }));
	const mint = (areaCode: string | null) =>
		mintLetters(desk.db, local, { addressees, areaCode, replace: true });
	const all = await mint(null);
	expect(all.ok && all.value).toMatchObject({ letters: [{ name: 'P0' }, { name: 'P1' }], unknown: [4] });
	const one = await mint('thon');
	expect(one.ok && one.value).toMatchObject({ letters: [{ name: 'P1' }], unknown: [2, 4] });
	expect(await mint('tinh-khac')).toEqual({ ok: false, reason: 'not-allowed' });

	for (const area of ['thon', 'tinh-khac', null]) {
		await desk.invite.inviteStaff(desk.db, 'command line', {
			login: desk.newLogin(),
			role: 'moderator',
			area,
		});
	}
	const open = await desk.invite.listOpenInvitations(desk.db, scope);
	expect(open.map(({ area }) => area)).toEqual(['thon']);
	expect(await desk.invite.listOpenInvitations(desk.db, [])).toEqual([]);
});
