/** Whoever looks after one area brings its part of the roll, and touches no other. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCitizen, makeSession } from '../../../../../tests/support/citizens';
import { openStaffDesk, type StaffDesk } from '../../../../../tests/support/staff-desk';
import type { Actor } from '../../actor';
import { applyRoll } from './apply-roll';
import { findRollImport, listRollFaults, listRollImports } from './reads';
import { openImport, stageRoll, type Importer } from './stage-roll';

let desk: StaffDesk;
let local: Actor;

beforeAll(async () => {
	desk = await openStaffDesk();
	await desk.db
		.insertInto('area')
		.values([{ code: 'xa' }, { code: 'xa-khac' }])
		.execute();
	await desk.db.insertInto('area').values({ code: 'thon', parentCode: 'xa' }).execute();
	const personId = await makeCitizen(desk.db);
	await desk.db.insertInto('roleGrant').values({ personId, role: 'administrator', areaCode: 'xa' }).execute();
	local = (await desk.sessions.findActor(desk.pool, await makeSession(desk.db, personId)))!;
	const whole = await stage('command', '001090000001;xa', '001090000002;xa-khac');
	expect((await applyRoll(desk.db, whole.id, 'command')).ok).toBe(true);
});
afterAll(() => desk?.close());

async function stage(by: Importer, ...lines: string[]) {
	const [header, ...rest] = ['số định danh;khu vực;ngày sinh', ...lines.map((line) => `${line};1/5/1990`)];
	const file = new TextEncoder().encode([header, ...rest].join('\n'));
	const opened = await openImport(desk.db, by, file.length);
	if (!opened.ok) throw new Error(opened.reason);
	await stageRoll(desk.db, opened.value, file);
	return (await findRollImport(desk.db, opened.value, null))!;
}

test('lines of their area are taken in, also of what lies within; who is not in the file is counted there alone', async () => {
	const preview = await stage(local, '001090000001;thon', '001090000003;xa');
	expect(preview).toMatchObject({ state: 'ready', added: 1, changed: 1, missing: 0 });
	expect(await applyRoll(desk.db, preview.id, local)).toEqual({ ok: true, value: null });
});

test('a line of elsewhere, and one that would take somebody from there, is refused', async () => {
	const refused = await stage(local, '001090000004;xa-khac', '001090000002;xa', '001090000005;xa');
	expect(refused).toMatchObject({ state: 'refused', faults: 2 });
	expect(await listRollFaults(desk.db, refused.id, 10)).toEqual([
		{ line: 2, reason: 'area-not-yours', otherLine: null },
		{ line: 3, reason: 'lives-elsewhere', otherLine: null },
	]);
});

test('nobody sees or applies an import that reaches further than they do', async () => {
	const wide = await stage('command', '001090000006;xa');
	expect(await applyRoll(desk.db, wide.id, local)).toEqual({ ok: false, reason: 'not-ready' });
	const seen = await listRollImports(desk.db, ['xa', 'thon'], 10);
	expect(seen.map(({ id }) => id)).not.toContain(wide.id);
	const own = await stage(local, '001090000007;xa');
	const elsewhere = { ...local, grants: [{ role: 'administrator', area: 'xa-khac' }] } as Actor;
	expect(await applyRoll(desk.db, own.id, elsewhere)).toEqual({ ok: false, reason: 'not-ready' });
	expect(await applyRoll(desk.db, own.id, { ...local, grants: [] })).toEqual({
		ok: false,
		reason: 'not-allowed',
	});
});
