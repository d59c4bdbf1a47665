/** The roll: read, previewed, applied whole or not at all, and updated by the next file. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEST_SECRETS } from '../../../../../tests/support/app-process';
import { makeCitizen } from '../../../../../tests/support/citizens';
import { freshDatabase } from '../../../../../tests/support/database';
import type { TestDatabase } from '../../../../../tests/support/template';
import type { Actor } from '../../actor';
import type { Db } from '../../../server/db/client';

let database: TestDatabase;
let db: Db;
let roll: typeof import('./stage-roll') & typeof import('./apply-roll') & typeof import('./reads');
let forget: typeof import('./forget-staged');

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, { DATABASE_URL: database.appUrl, ORIGIN: 'http://localhost', ...TEST_SECRETS });
	const { openDb, openPool } = await import('../../../server/db/client');
	db = openDb(openPool(database.appUrl, 6));
	roll = {
		...(await import('./stage-roll')),
		...(await import('./apply-roll')),
		...(await import('./reads')),
	};
	forget = await import('./forget-staged');
	await db
		.insertInto('area')
		.values([{ code: 'xa-a' }, { code: 'xa-b' }])
		.execute();
});
afterAll(async () => {
	await db.destroy();
	await database.drop();
});
beforeEach(async () => {
	await db.deleteFrom('rollEntry').execute();
});

const HEADER = 'số định danh;ngày sinh;khu vực;số cũ';

async function stage(text: string | Uint8Array) {
	const file = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	const opened = await roll.openImport(db, 'command', file.length);
	if (!opened.ok) throw new Error(opened.reason);
	await roll.stageRoll(db, opened.value, file);
	return (await roll.findRollImport(db, opened.value, null))!;
}
const lines = (...texts: string[]) => stage([HEADER, ...texts].join('\r\n'));
async function load(...texts: string[]) {
	const { id } = await lines(...texts);
	expect(await roll.applyRoll(db, id, 'command')).toEqual({ ok: true, value: null });
}
const entries = () =>
	db
		.selectFrom('rollEntry')
		.select(['id', 'documentDigest', 'oldDocumentDigest', 'areaCode', 'birthYear', 'personId'])
		.orderBy('birthYear')
		.execute();
const stagedLeft = async (importId: string) =>
	(await db.selectFrom('rollStaged').select('line').where('importId', '=', importId).execute()).length;

test('a first file is previewed, and only confirming it changes the roll', async () => {
	const preview = await lines('001090000001;1/5/1990;xa-a;', '001091000002;1991-06-02;xa-b;012345678');
	expect(preview).toMatchObject({ state: 'ready', lines: 2, added: 2, changed: 0, unchanged: 0, missing: 0 });
	expect(await entries()).toEqual([]);
	expect((await roll.applyRoll(db, preview.id, 'command')).ok).toBe(true);
	expect(await entries()).toMatchObject([
		{ areaCode: 'xa-a', birthYear: 1990, oldDocumentDigest: null },
		{ areaCode: 'xa-b', birthYear: 1991, oldDocumentDigest: expect.any(Buffer) },
	]);
	expect(await stagedLeft(preview.id)).toBe(0);
	const last = await db
		.selectFrom('auditEntry')
		.select(['action', 'details'])
		.orderBy('seq', 'desc')
		.limit(1)
		.execute();
	expect(last).toEqual([
		{
			action: 'roll.import',
			details: { lines: 2, added: 2, changed: 0, unchanged: 0, missing: 0 },
		},
	]);
});

test('the next file updates: moved, corrected, unchanged, new, missing', async () => {
	await load(
		'001090000001;1/5/1990;xa-a;',
		'001091000002;1/5/1991;xa-a;',
		'001092000003;1/5/1992;xa-a;012345673',
		'001093000004;1/5/1993;xa-a;',
	);
	const before = await entries();
	const personId = await makeCitizen(db, { areaCode: 'xa-a', birthYear: 1991 });
	await db.updateTable('rollEntry').set({ personId }).where('id', '=', before[1]!.id).execute();
	const preview = await lines(
		'001090000001;1/5/1990;xa-a;',
		'001091000002;1/5/1991;xa-b;',
		'001092000003;1/5/1992;xa-a;',
		'001094000005;1/5/1994;xa-a;',
	);
	expect(preview).toMatchObject({ added: 1, changed: 1, unchanged: 2, missing: 1 });
	await roll.applyRoll(db, preview.id, 'command');
	const after = await entries();
	expect(after.map(({ areaCode }) => areaCode)).toEqual(['xa-a', 'xa-b', 'xa-a', 'xa-a', 'xa-a']);
	expect(after.slice(0, 4).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
	expect(after[2]!.oldDocumentDigest, 'a file without old numbers takes none away').not.toBeNull();
	const person = await db.selectFrom('person').select('areaCode').where('id', '=', personId).execute();
	expect(person).toEqual([{ areaCode: 'xa-b' }]);
});

test('whoever was known by an old number stays the same row when the new one comes', async () => {
	await load('012345678;1/5/1990;xa-a;');
	const [before] = await entries();
	const preview = await lines('001090000001;1/5/1990;xa-a;012345678');
	expect(preview).toMatchObject({ added: 0, changed: 1, missing: 0 });
	await roll.applyRoll(db, preview.id, 'command');
	const after = await entries();
	expect(after).toHaveLength(1);
	expect(after[0]).toMatchObject({ id: before!.id, oldDocumentDigest: before!.documentDigest });
});

test('faulty lines are named with their reasons, and nothing of the file is taken', async () => {
	await load(
		'001090000009;1/5/1990;xa-a;',
		'012345679;1/5/1991;xa-a;',
		'001093000008;1/5/1993;xa-a;012345670',
	);
	const refused = await lines(
		'001090000001;1/5/1990;xa-a;', // 2
		'1090000002;1/5/1990;xa-a;', // 3
		'"001090000003";"31/02/1990";"xa-a";""', // 4
		'001090000001;1/5/1990;xa-a;', // 5: the number of line 2
		'001090000004;1/5/1990;xa-?;', // 6
		';;;', // 7: an empty row is none
		'001090000005;1/5/1990;xa-a;012345677', // 8
		'001090000006;1/5/1990;xa-a;012345677', // 9: the old number of line 8
		'001090000009;1/5/1990;xa-a;012345679', // 10: one person here, two in the roll
		'012345670;1/5/1993;xa-a;', // 11: the roll has the newer number
	);
	expect(refused).toMatchObject({ state: 'refused', faults: 7, problem: '' });
	expect(await roll.listRollFaults(db, refused.id, 100)).toEqual([
		{ line: 3, reason: 'zeros-lost', otherLine: null },
		{ line: 4, reason: 'birth-impossible', otherLine: null },
		{ line: 5, reason: 'duplicate', otherLine: 2 },
		{ line: 6, reason: 'area-unknown', otherLine: null },
		{ line: 9, reason: 'duplicate', otherLine: 8 },
		{ line: 10, reason: 'two-rows', otherLine: null },
		{ line: 11, reason: 'older-number', otherLine: null },
	]);
	expect(await roll.applyRoll(db, refused.id, 'command')).toEqual({ ok: false, reason: 'not-ready' });
	expect(await entries()).toHaveLength(3);
});

test.each<[string, string | Uint8Array, string]>([
	['no lines', HEADER, 'empty'],
	['no column of numbers', 'ngày sinh,khu vực\n1/1/1990,xa-a', 'column-missing:number'],
	['a quote that never ends', `${HEADER}\n"001090000001;1/5/1990;xa-a;`, 'quotes:2'],
	['UTF-16', Buffer.from(`\ufeff${HEADER}`, 'utf16le'), 'utf-16'],
])('a file with %s is refused as a whole', async (_, file, problem) => {
	expect(await stage(file)).toMatchObject({ state: 'refused', problem });
});

test('commas, a byte order mark and English titles are as good', async () => {
	const preview = await stage('\ufeffdocument_number,birth_date,area\n001090000001,1990-05-01,xa-a\n\n');
	expect(preview).toMatchObject({ state: 'ready', added: 1 });
});

test('of two imports confirmed at once, the later is previewed anew', async () => {
	const [a, b] = [await lines('001090000001;1/5/1990;xa-a;'), await lines('001090000001;1/5/1990;xa-b;')];
	const outcomes = await Promise.all([a, b].map(({ id }) => roll.applyRoll(db, id, 'command')));
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	const late = [a, b][outcomes.findIndex(({ ok }) => !ok)]!;
	expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'overtaken' });
	expect(await roll.findRollImport(db, late.id, null)).toMatchObject({
		state: 'ready',
		problem: 'overtaken',
		added: 0,
		changed: 1,
	});
	expect((await roll.applyRoll(db, late.id, 'command')).ok).toBe(true);
});

test('the same import confirmed ten times at once is applied once', async () => {
	const { id } = await lines('001090000001;1/5/1990;xa-a;');
	const outcomes = await Promise.all(Array.from({ length: 10 }, () => roll.applyRoll(db, id, 'command')));
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await entries()).toHaveLength(1);
});

test('what was staged is forgotten after an hour, and never half of it applied', async () => {
	const { id } = await lines('001090000001;1/5/1990;xa-a;', '001090000002;1/5/1990;xa-a;');
	await forget.forgetStaged(db);
	expect(await stagedLeft(id)).toBe(2);
	await db.deleteFrom('rollStaged').where('importId', '=', id).where('line', '=', 2).execute();
	expect(await roll.applyRoll(db, id, 'command')).toEqual({ ok: false, reason: 'forgotten' });
	const other = await lines('001090000001;1/5/1990;xa-a;');
	await db
		.updateTable('rollImport')
		.set({ startedAt: new Date(Date.now() - 61 * 60_000) })
		.where('id', '=', other.id)
		.execute();
	await forget.forgetStaged(db);
	expect(await stagedLeft(other.id)).toBe(0);
	expect(await roll.findRollImport(db, other.id, null)).toMatchObject({
		state: 'refused',
		problem: 'forgotten',
	});
	expect(await entries()).toEqual([]);
});

test('only an administrator with a fresh proof imports', async () => {
	const actor: Actor = {
		personId: '00000000-0000-4000-8000-000000000000',
		sessionId: '',
		displayName: null,
		verified: false,
		area: null,
		birthYear: null,
		grants: [{ role: 'administrator', area: null }],
		assurance: 'two-factor',
		authenticatedAt: new Date(Date.now() - 11 * 60_000),
	};
	expect(await roll.openImport(db, actor, 1)).toEqual({ ok: false, reason: 'not-allowed' });
	expect(await roll.applyRoll(db, actor.personId, { ...actor, grants: [] })).toEqual({
		ok: false,
		reason: 'not-allowed',
	});
});
