/** What an electronic identity opens besides: how fresh its proof is, to whom it is added, and what the log says of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startSession } from '../../src/lib/sessions/server/start-session.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen } from '../support/citizens.ts';
import { isCallback, openEid, problemOf, type Eid } from '../support/eid.ts';

let eid: Eid;
let { database, owner, app, liar } = {} as Eid;
let browser: Browser;

beforeAll(async () => {
	eid = await openEid();
	({ database, owner, app, liar } = eid);
});
afterAll(() => eid?.close());
beforeEach(() => {
	browser = new Browser();
	liar.lie({});
});

const signedIn = (who = browser) => who.cookies(app.origin).has('s');

const sessionsOf = async (who: Browser) => {
	const { rows } = await owner.query<{ way: string; age: number }>(
		`SELECT way, extract(epoch FROM now() - authenticated_at)::int AS age FROM session WHERE person_id = $1`,
		[await eid.personOf(who)],
	);
	return rows;
};

describe('how fresh a proof is', () => {
	const HOUR = 3_600;

	test.each<[string, number | undefined, boolean]>([
		['of this moment', 0, true],
		['of this morning, which the provider remembers', HOUR, false],
		['of which the provider does not say when it was', undefined, false],
		['of tomorrow', -HOUR, true],
	])('one %s', async (_, ago, isFresh) => {
		const now = Math.floor(Date.now() / 1000);
		liar.lie({
			claims: { sub: `fresh-${ago}`, ...(ago === undefined ? {} : { auth_time: now - ago }) },
		});
		await browser.follow(`${app.origin}/sign-in/eid?with=liar`);
		expect(signedIn()).toBe(true);
		const [session] = await sessionsOf(browser);
		expect(session!.age).toBeGreaterThan(-5);
		expect(session!.age < 60).toBe(isFresh);
		// What cannot be taken back asks for a proof of this moment.
		const { at } = await browser.follow(`${app.origin}/account/my-data.json`);
		expect(at.pathname).toBe(isFresh ? '/account/my-data.json' : '/sign-in/again');
	});
});

test('one that tells no number is refused, since nobody could tell whether they came by a letter, too', async () => {
	const refused = await browser.follow(`${app.origin}/sign-in/eid?with=strict`);
	expect(problemOf(refused)).toBe('no-number');
	expect(await refused.response.text()).toContain('số định danh');
	expect(signedIn()).toBe(false);
	liar.lie({ claims: { sub: 'numbered', document_number: '001090009999' } });
	await browser.follow(`${app.origin}/sign-in/eid?with=strict`);
	expect(signedIn()).toBe(true);
});

describe('adding an electronic identity to an account', () => {
	/** Somebody of the staff who came by a passkey, and elsewhere once more. */
	async function staff(ageMinutes = 0) {
		const db = openDb(openPool(database.ownerUrl, 1));
		try {
			const person = await makeCitizen(db, { verified: false, roles: ['moderator'] });
			const [here, elsewhere] = [new Browser(), new Browser()];
			for (const who of [here, elsewhere]) {
				const start = { personId: person, assurance: 'two-factor', way: 'passkey' } as const;
				who.cookies(app.origin).set('s', await startSession(db, start));
			}
			await owner.query(
				`UPDATE session SET authenticated_at = now() - make_interval(mins => $2) WHERE person_id = $1`,
				[person, ageMinutes],
			);
			return { person, here, elsewhere };
		} finally {
			await db.destroy();
		}
	}
	const attach = (login: string, who: Browser, stop?: (url: URL) => boolean) =>
		eid.signIn(who, login, { query: 'attach&next=%2Faccount', stop });
	const isIn = async (who: Browser) => (await who.ask(`${app.origin}/account`)).status === 200;

	test('makes one person of both, and ends their other sessions', async () => {
		const { person, here, elsewhere } = await staff();
		expect((await attach('cd-0030', here)).at.pathname).toBe('/account');
		expect(await eid.personOf(here)).toBe(person);
		expect(await isIn(elsewhere)).toBe(false);
		const later = new Browser();
		await eid.signIn(later, 'cd-0030');
		expect(await eid.personOf(later)).toBe(person);
	});

	test('asks for a fresh proof first: a browser that was left open adds nobody', async () => {
		const { here } = await staff(11);
		const { at } = await here.follow(`${app.origin}/sign-in/eid?attach&next=%2Faccount`);
		expect(at.pathname).toBe('/sign-in/again');
		expect(at.searchParams.get('next')).toBe('/sign-in/eid?attach&next=%2Faccount');
	});

	test('is for whoever is signed in, and in the session in which it began', async () => {
		const { at } = await browser.follow(`${app.origin}/sign-in/eid?attach&next=%2Faccount`);
		expect(at.pathname).toBe('/sign-in');
		const { here } = await staff();
		const answer = await attach('cd-0031', here, isCallback);
		here.cookies(app.origin).delete('s');
		expect(problemOf(await here.follow(answer.at.href))).toBe('eid-expired');
		expect(signedIn(here)).toBe(false);
	});

	test('of somebody who is another person already is refused, and staff have a case', async () => {
		await eid.signIn(new Browser(), 'cd-0032');
		const { person, here } = await staff();
		expect(problemOf(await attach('cd-0032', here))).toBe('identity-clash');
		const { rows } = await owner.query('SELECT way FROM identity_case WHERE $1 = ANY (person_ids)', [person]);
		expect(rows).toEqual([{ way: 'eid' }]);
	});

	test('is not for a factor of staff where the person is a known citizen', async () => {
		const { person, here } = await staff();
		await owner.query(`INSERT INTO verification (person_id, way, issuer) VALUES ($1, 'letter', '')`, [
			person,
		]);
		expect(problemOf(await attach('cd-0033', here))).toBe('another-person');
	});
});

test('a forged answer stands in the audit log; turning back does not', async () => {
	const count = async () =>
		(
			await owner.query<{ reason: string }>(
				`SELECT details ->> 'reason' AS reason FROM audit_entry WHERE action = 'sign-in.refuse' ORDER BY seq`,
			)
		).rows.map(({ reason }) => reason);
	const before = await count();
	liar.lie({ wrongKey: true });
	await browser.follow(`${app.origin}/sign-in/eid?with=liar`);
	liar.lie({ claims: { acr: 'low' } });
	await browser.follow(`${app.origin}/sign-in/eid?with=liar`);
	const form = await browser.follow(`${app.origin}/sign-in/eid`);
	await browser.follow(`${form.at.href}/cancel`);
	expect((await count()).slice(before.length)).toEqual(['eid-answer-refused', 'assurance-too-low']);
	// All together, for an alarm.
	const metrics = await (await fetch(`${app.origin}/metrics`)).text();
	expect(metrics).toMatch(/sign_ins_total\{way="eid",outcome="eid-answer-refused"\} [1-9]/);
	expect(metrics).toMatch(/sign_ins_total\{way="eid",outcome="started"\} [1-9]/);
});
