/** One person, however they prove it and however many do so at once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/support/database';
import { TEST_SECRETS } from '../../../../tests/support/app-process';
import type { TestDatabase } from '../../../../tests/support/template';
import type { Db } from '../../server/db/client';
import type { Proof } from './verify-person';

let database: TestDatabase;
let db: Db;
let people: typeof import('./verify-person');
let ids: typeof import('./identifiers');
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, { DATABASE_URL: database.appUrl, ORIGIN: 'http://localhost', ...TEST_SECRETS });
	const { openDb, openPool } = await import('../../server/db/client');
	db = openDb(openPool(database.appUrl, 20));
	people = await import('./verify-person');
	ids = await import('./identifiers');
	await db
		.insertInto('area')
		.values([{ code: 'xa-a' }, { code: 'xa-b' }])
		.execute();
});

afterAll(async () => {
	await db.destroy();
	await database.drop();
});

let number: string;
let oldNumber: string;
beforeEach(() => {
	number = String(1000 + ++made).padStart(12, '0');
	oldNumber = String(1000 + made).padStart(9, '0');
});

const byDocument = (way: Proof['way'] = 'roll', text = number): Proof => ({
	way,
	issuer: '',
	identifiers: [ids.digests().document(text)],
});
const byEid = (subject: string, document?: string): Proof => ({
	way: 'eid',
	issuer: 'https://eid.example',
	identifiers: [
		ids.digests().eid('https://eid.example', subject),
		...(document ? [ids.digests().document(document)] : []),
	],
});

async function enrol({ old = false, areaCode = 'xa-a' } = {}): Promise<string> {
	const { id } = await db
		.insertInto('rollEntry')
		.values({
			documentDigest: ids.digests().document(number).digest,
			oldDocumentDigest: old ? ids.digests().document(oldNumber).digest : null,
			checkDigest: ids.digests().rollCheck(number, '1990-05-01'),
			areaCode,
			birthYear: 1990,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

async function verified(proof: Proof, signedInAs?: string): Promise<string> {
	const result = await people.verifyPerson(db, proof, signedInAs);
	if (!result.ok) throw new Error(result.reason);
	return result.value.personId;
}

const countPersons = async () =>
	(
		await db
			.selectFrom('person')
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow()
	).n;

test('the same document is the same person, in every way and order', async () => {
	const entry = await enrol();
	const first = await verified(byEid(`s-${number}`, number));
	expect(await verified(byDocument('roll'))).toBe(first);
	expect(await verified({ way: 'letter', issuer: '', identifiers: [], rollEntryId: entry })).toBe(first);
	expect(await verified(byEid(`s-${number}`))).toBe(first);
});

test('old and new number of one roll row are one person', async () => {
	await enrol({ old: true });
	const first = await verified(byDocument('eid', oldNumber));
	expect(await verified(byDocument('roll', number))).toBe(first);
});

test('thirty proofs at once, by eID, roll and letter, make one person', async () => {
	const entry = await enrol({ old: true });
	const before = await countPersons();
	const proofs: Proof[] = Array.from({ length: 10 }, () => [
		byEid(`s-${number}`, number),
		byDocument('roll', oldNumber),
		{ way: 'letter', issuer: '', identifiers: [], rollEntryId: entry } as const,
	]).flat();
	const persons = await Promise.all(proofs.map((proof) => verified(proof)));
	expect(new Set(persons).size).toBe(1);
	expect((await countPersons()) - before).toBe(1);
});

test('thirty proofs at once without any roll make one person too', async () => {
	const before = await countPersons();
	const persons = await Promise.all(
		Array.from({ length: 30 }, (_, i) => verified(i % 2 ? byEid(`s-${number}`, number) : byDocument('eid'))),
	);
	expect(new Set(persons).size).toBe(1);
	expect((await countPersons()) - before).toBe(1);
});

test('the roll says where a person lives, whatever the provider says', async () => {
	await enrol({ areaCode: 'xa-b' });
	const id = await verified({ ...byEid(`s-${number}`, number), areaCode: 'xa-a', birthYear: 1990 });
	const row = await db
		.selectFrom('person')
		.select(['areaCode', 'birthYear'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	expect(row).toEqual({ areaCode: 'xa-b', birthYear: 1990 });
});

test('a proof that points at two persons is refused, and a case is opened once', async () => {
	const a = await verified(byDocument('eid'));
	const b = await verified(byEid(`other-${number}`));
	const clash = byEid(`other-${number}`, number);
	for (let i = 0; i < 2; i++) {
		expect(await people.verifyPerson(db, clash)).toEqual({ ok: false, reason: 'identity-clash' });
	}
	const cases = await db
		.selectFrom('identityCase')
		.select('personIds')
		.where('closedAt', 'is', null)
		.execute();
	const wanted = [a, b].sort();
	expect(cases.filter(({ personIds }) => wanted.every((id) => personIds.includes(id)))).toHaveLength(1);
});

test('a second number for one person is a clash, not a second person', async () => {
	const person = await verified(byDocument('eid'));
	const before = await countPersons();
	const another = byDocument('eid', String(900_000_000_000 + made));
	expect(await people.verifyPerson(db, another, person)).toEqual({ ok: false, reason: 'identity-clash' });
	expect(await countPersons()).toBe(before);
});

test('one subject for people of different ages is a clash', async () => {
	await verified({ ...byEid(`same-${number}`), birthYear: 1960 });
	const another = { ...byEid(`same-${number}`), birthYear: 1990 };
	expect(await people.verifyPerson(db, another)).toEqual({ ok: false, reason: 'identity-clash' });
});

test('a disabled person is not let in', async () => {
	const person = await verified(byDocument('eid'));
	await db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', person).execute();
	expect(await people.verifyPerson(db, byDocument('eid'))).toEqual({ ok: false, reason: 'account-disabled' });
});

test('whoever asked to be forgotten and comes back is the same person', async () => {
	const person = await verified(byDocument('eid'));
	await db.updateTable('person').set({ deletedAt: new Date() }).where('id', '=', person).execute();
	expect(await verified(byDocument('eid'))).toBe(person);
});

test('an empty subject is no identity', () => {
	expect(() => ids.digests().eid('https://eid.example', ' ')).toThrow();
});

test('the database never holds a number', async () => {
	await enrol({ old: true });
	await verified(byEid(`s-${number}`, number));
	for (const table of ['person', 'identifier', 'rollEntry', 'verification'] as const) {
		const rows = JSON.stringify(await db.selectFrom(table).selectAll().execute());
		expect(rows).not.toContain(number);
		expect(rows).not.toContain(oldNumber);
	}
});
