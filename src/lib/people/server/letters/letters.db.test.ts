/** Letters: minted once, tried five times, used once, and whoever uses one is the person that every other way finds. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEST_SECRETS } from '../../../../../tests/support/app-process';
import { makeCitizen } from '../../../../../tests/support/citizens';
import { freshDatabase } from '../../../../../tests/support/database';
import type { TestDatabase } from '../../../../../tests/support/template';
import type { Db } from '../../../server/db/client';
import type { Actor } from '../../actor';

const BIRTH = '1990-05-01';

let database: TestDatabase;
let db: Db;
let letters: typeof import('./mint-letters') & typeof import('./try-letter');
let people: typeof import('../verify-person') & typeof import('../match-roll');
let ids: typeof import('../identifiers');
let by: Actor;
let made = 0;
let number: string;

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, { DATABASE_URL: database.appUrl, ORIGIN: 'http://localhost', ...TEST_SECRETS });
	const { openDb, openPool } = await import('../../../server/db/client');
	db = openDb(openPool(database.appUrl, 20));
	letters = { ...(await import('./mint-letters')), ...(await import('./try-letter')) };
	people = { ...(await import('../verify-person')), ...(await import('../match-roll')) };
	ids = await import('../identifiers');
	await db
		.insertInto('area')
		.values([{ code: 'xa-a' }, { code: 'xa-b' }])
		.execute();
	by = {
		personId: await makeCitizen(db, { roles: ['administrator'] }),
		sessionId: '',
		displayName: null,
		verified: true,
		area: null,
		birthYear: null,
		grants: [{ role: 'administrator', area: null }],
		assurance: 'two-factor',
		authenticatedAt: new Date(),
	};
});
afterAll(async () => {
	await db.destroy();
	await database.drop();
});
beforeEach(async () => {
	number = await enrol();
});

async function enrol(): Promise<string> {
	const text = String(9000 + ++made).padStart(12, '0');
	const { digest } = ids.digests().document(text);
	await db
		.insertInto('rollEntry')
		.values({
			documentDigest: digest,
			checkDigest: ids.digests().rollCheck(text, BIRTH),
			birthDigest: ids.digests().birth(digest, BIRTH),
			areaCode: 'xa-a',
			birthYear: 1990,
		})
		.execute();
	return text;
}

async function mint({ numbers = [number], areaCode = null as string | null, replace = false } = {}) {
	const addressees = numbers.map((text, i) => ({ line: i + 2, number: text, name: `P${i}`, address: 'A' }));
	const minted = await letters.mintLetters(db, by, { addressees, areaCode, replace });
	if (!minted.ok) throw new Error(minted.reason);
	return minted.value;
}
const codeOf = async (wishes?: Parameters<typeof mint>[0]) => (await mint(wishes)).letters[0]!.code;

async function redeem(code: string, birth = BIRTH) {
	const tried = await letters.tryLetter(db, code, birth);
	return tried.ok ? people.verifyPerson(db, tried.value) : tried;
}

test('a letter verifies the person of its row, once', async () => {
	const code = await codeOf();
	expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{12}$/);
	expect(await redeem(code)).toMatchObject({ ok: true, value: { isNew: true } });
	expect(await redeem(code)).toEqual({ ok: false, reason: 'letter-used' });
});

test('a letter that twenty use at once lets one in', async () => {
	const code = await codeOf();
	const outcomes = await Promise.all(Array.from({ length: 20 }, () => redeem(code)));
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	// Five tries: the rest was not even looked at.
	const reasons = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]));
	expect(reasons.filter((reason) => reason === 'letter-tries')).toHaveLength(15);
	expect(reasons.filter((reason) => reason === 'letter-used')).toHaveLength(4);
});

test('roll, letter and eID of one person at once are one person', async () => {
	const code = await codeOf();
	const eid = {
		way: 'eid',
		issuer: 'https://eid.example',
		identifiers: [ids.digests().eid('https://eid.example', number), ids.digests().document(number)],
	} as const;
	const byRoll = await people.matchRoll(db, number, BIRTH);
	const outcomes = await Promise.all([
		redeem(code),
		people.verifyPerson(db, byRoll!),
		people.verifyPerson(db, eid),
		people.verifyPerson(db, eid),
	]);
	const persons = new Set(outcomes.map((outcome) => outcome.ok && outcome.value.personId));
	expect(persons.size).toBe(1);
	expect([...persons][0]).toEqual(expect.any(String));
	expect(outcomes.filter((outcome) => outcome.ok && outcome.value.isNew)).toHaveLength(1);
});

test('five wrong dates of birth end a code, durably', async () => {
	const code = await codeOf();
	for (let i = 0; i < 5; i++) {
		expect(await redeem(code, '1990-05-02')).toEqual({ ok: false, reason: 'letter-refused' });
	}
	expect(await redeem(code)).toEqual({ ok: false, reason: 'letter-tries' });
	expect(await redeem(await codeOf({ replace: true }))).toMatchObject({ ok: true });
});

test('an unknown code, and one that a newer letter replaced, are refused alike', async () => {
	const old = await codeOf();
	await mint({ replace: true });
	expect(await redeem(old)).toEqual({ ok: false, reason: 'letter-refused' });
	expect(await redeem('222222222222')).toEqual({ ok: false, reason: 'letter-refused' });
});

test('a letter that is over says so to whom it was sent, and to nobody else', async () => {
	const code = await codeOf();
	await db
		.updateTable('letter')
		.set({ expiresAt: new Date(Date.now() - 1_000) })
		.where('codeDigest', '=', ids.digests().letterCode(code))
		.execute();
	expect(await redeem(code, '1990-05-02')).toEqual({ ok: false, reason: 'letter-refused' });
	expect(await redeem(code)).toEqual({ ok: false, reason: 'letter-expired' });
});

test('nobody gets a letter who is unknown, elsewhere, verified, or waiting for one', async () => {
	const [verified, waiting] = [await enrol(), await enrol()];
	await redeem(await codeOf({ numbers: [verified] }));
	await mint({ numbers: [waiting] });
	const minted = await mint({ numbers: ['000000000001', verified, waiting, number] });
	expect(minted).toMatchObject({ letters: [{ name: 'P3' }], unknown: [2], skipped: 2, left: 0 });
	expect(await mint({ areaCode: 'xa-b' })).toMatchObject({ letters: [], unknown: [2] });
});

test('two batches at once print no letter twice', async () => {
	const numbers = [number, await enrol(), await enrol()];
	const batches = await Promise.all([mint({ numbers }), mint({ numbers })]);
	expect(batches.map((batch) => batch.letters.length).sort()).toEqual([0, 3]);
});

test('only an administrator with a fresh proof mints', async () => {
	const wish = { addressees: [], areaCode: null, replace: false };
	const stale = { ...by, authenticatedAt: new Date(Date.now() - 11 * 60_000) };
	expect(await letters.mintLetters(db, stale, wish)).toEqual({ ok: false, reason: 'not-allowed' });
});
