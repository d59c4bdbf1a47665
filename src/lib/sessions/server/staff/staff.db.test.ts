/** Accounts of staff: by invitation only, two factors each, and what may count once counts once however many try. */
import pg from 'pg';
import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEST_SECRETS } from '../../../../../tests/support/app-process';
import { freshDatabase } from '../../../../../tests/support/database';
import type { TestDatabase } from '../../../../../tests/support/template';
import type { Actor } from '../../../people/actor';
import type { Db } from '../../../server/db/client';

const PASSWORD = 'sông Hồng chảy qua 7 tỉnh';
const STEP = 30_000;

let database: TestDatabase;
let db: Db;
let owner: pg.Client;
let invite: typeof import('../../../people/server/invite-staff');
let enrolment: typeof import('./enrol');
let proofs: typeof import('./prove-staff');
let staff: typeof import('./sign-in-staff');
let totp: typeof import('./totp');
let passwords: typeof import('./password');
let factors: typeof import('./change-factors');
let sessions: typeof import('../find-actor');
let pool: pg.Pool;
let made = 0;
let ip: string;

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, {
		DATABASE_URL: database.appUrl,
		ORIGIN: 'http://localhost',
		RATE_LIMIT_EXEMPT: '',
		...TEST_SECRETS,
	});
	const { openDb, openPool } = await import('../../../server/db/client');
	pool = openPool(database.appUrl, 20);
	db = openDb(pool);
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	[invite, enrolment, proofs, staff, totp, passwords, factors, sessions] = await Promise.all([
		import('../../../people/server/invite-staff'),
		import('./enrol'),
		import('./prove-staff'),
		import('./sign-in-staff'),
		import('./totp'),
		import('./password'),
		import('./change-factors'),
		import('../find-actor'),
	]);
});

afterAll(async () => {
	const { closeConnections } = await import('../../../server/db/client');
	await Promise.all([db.destroy(), closeConnections(), owner.end()]);
	await database.drop();
});

beforeEach(() => {
	made++;
	ip = `192.0.2.${made}`;
});

async function invited(login = `nguoi-${made}`): Promise<string> {
	const result = await invite.inviteStaff(db, 'command line', { login, role: 'moderator', area: null });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

function codeFor(token: string, now: Date): string {
	const secret = totp.offerSecret(enrolment.invitationOccasion(token));
	return new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }) }).generate({
		timestamp: now.getTime(),
	});
}

/** Somebody who enrolled a while ago, so that their app has shown fresh codes since. */
async function enrolled(login = `nguoi-${made}`) {
	const token = await invited(login);
	const then = new Date(Date.now() - 10 * STEP);
	const result = await enrolment.enrolWithPassword(db, {
		token,
		displayName: 'Người Duyệt',
		password: PASSWORD,
		code: codeFor(token, then),
		now: then,
	});
	if (!result.ok) throw new Error(result.reason);
	return { token, login, ...result.value };
}

const tried = (login: string, password: string, code: string, now = new Date(), from = ip) =>
	proofs.proveByPassword(db, { login, password, code, ip: from, now });

test('whoever is invited has role, two factors and ten codes, and signs in with them', async () => {
	const { token, login, personId, codes } = await enrolled();
	expect(new Set(codes).size).toBe(10);
	expect(await tried(login.toUpperCase(), PASSWORD, codeFor(token, new Date()))).toEqual({
		ok: true,
		value: { personId, way: 'password+totp' },
	});
	const grants = await db
		.selectFrom('roleGrant')
		.select(['role', 'areaCode'])
		.where('personId', '=', personId)
		.execute();
	expect(grants).toEqual([{ role: 'moderator', areaCode: null }]);
});

test('twenty who take up one invitation at once are one person', async () => {
	const token = await invited();
	const now = new Date();
	const passkey = (i: number) => ({
		id: `key-${made}-${i}`,
		publicKey: Buffer.from('key'),
		counter: 0,
		transports: [],
	});
	const before = await countOf('person');
	const results = await Promise.all(
		Array.from({ length: 20 }, (_, i) =>
			enrolment.enrolWithPasskey(db, { token, displayName: 'Ai', passkey: passkey(i), label: '' }),
		),
	);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(results.filter((result) => !result.ok && result.reason === 'invitation-gone')).toHaveLength(19);
	expect((await countOf('person')) - before).toBe(1);
	expect(await invite.findInvitation(db, token)).toBeUndefined();
	expect(
		await enrolment.enrolWithPassword(db, {
			token,
			displayName: 'Ai',
			password: PASSWORD,
			code: codeFor(token, now),
			now,
		}),
	).toEqual({ ok: false, reason: 'invitation-gone' });
});

test('an invitation is over after seven days, or when a newer one is made', async () => {
	const first = await invited();
	const second = await invited();
	expect(await invite.findInvitation(db, first)).toBeUndefined();
	expect(await invite.findInvitation(db, second)).toMatchObject({ role: 'moderator' });
	await owner.query(`UPDATE invitation SET expires_at = now() - interval '1 second' WHERE login = $1`, [
		`nguoi-${made}`,
	]);
	expect(await invite.findInvitation(db, second)).toBeUndefined();
	expect(await invite.findInvitation(db, 'x')).toBeUndefined();
});

test('a login is given once', async () => {
	const { login } = await enrolled();
	const again = await invite.inviteStaff(db, 'command line', { login, role: 'editor', area: null });
	expect(again).toEqual({ ok: false, reason: 'login-taken' });
});

test('a code of the app counts once, however many use it at once', async () => {
	const { token, login } = await enrolled();
	const now = new Date();
	const code = codeFor(token, now);
	const results = await Promise.all(
		Array.from({ length: 4 }, (_, i) => tried(login, PASSWORD, code, now, `198.51.100.${i}`)),
	);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	const before = new Date(now.getTime() - STEP);
	expect(await tried(login, PASSWORD, codeFor(token, before), now)).toMatchObject({ reason: 'wrong' });
	const later = new Date(now.getTime() + STEP);
	expect(await tried(login, PASSWORD, codeFor(token, later), later)).toMatchObject({ ok: true });
});

test('a recovery code counts once, as one may type it, and for its owner alone', async () => {
	const { login, codes } = await enrolled();
	const other = await enrolled(`khac-${made}`);
	expect(await tried(other.login, PASSWORD, codes[0]!)).toMatchObject({ reason: 'wrong' });
	const typed = codes[0]!.toUpperCase().replaceAll('-', ' ').replace(/0/g, 'O').replace(/1/g, 'l');
	const results = await Promise.all(
		Array.from({ length: 4 }, (_, i) => tried(login, PASSWORD, typed, new Date(), `198.51.100.${i}`)),
	);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await tried(login, PASSWORD, codes[1]!)).toMatchObject({
		value: { way: 'password+recovery-code' },
	});
});

test('a name that nobody has gets the same answer and the same work', async () => {
	const { token, login } = await enrolled();
	await passwords.decoy();
	const now = new Date();
	const median = async (who: string) => {
		const times: number[] = [];
		for (let i = 0; i < 4; i++) {
			const start = performance.now();
			const from = `203.0.113.${made}${i}`.slice(0, 15);
			expect(await tried(who, 'không phải mật khẩu', codeFor(token, now), now, from)).toEqual({
				ok: false,
				reason: 'wrong',
				retryAfter: 0,
			});
			times.push(performance.now() - start);
		}
		return times.sort((a, b) => a - b)[1]!;
	};
	const [known, unknown] = [await median(login), await median('khong-co-ai')];
	// A hash takes some 15 ms and more; without one the answer would come several times sooner.
	expect(unknown).toBeGreaterThan(known / 3);
	expect(await tried('', PASSWORD, '')).toMatchObject({ reason: 'wrong' });
});

test('after five tries the next ones wait, longer each time, and whether the name exists makes no difference', async () => {
	const { token, login } = await enrolled();
	for (const who of [login, 'khong-co-ai']) {
		for (let i = 0; i < 5; i++) expect(await tried(who, 'sai', '000000')).toMatchObject({ reason: 'wrong' });
		const refused = await tried(who, PASSWORD, codeFor(token, new Date()));
		expect(refused).toMatchObject({ reason: 'slow-down' });
		expect(!refused.ok && refused.retryAfter).toBeGreaterThan(5);
	}
	// Another address is another matter, and a success there leaves the wait here as it is.
	expect(await tried(login, PASSWORD, codeFor(token, new Date()), new Date(), '198.51.100.77')).toMatchObject(
		{ ok: true },
	);
	expect(await tried(login, PASSWORD, '000000')).toMatchObject({ reason: 'slow-down' });
	const waits: number[] = [];
	for (let i = 0; i < 9; i++) {
		await owner.query('UPDATE rate_delay SET until = now()');
		await tried('khong-co-ai', 'sai', '000000');
		const again = await tried('khong-co-ai', 'sai', '000000');
		waits.push(again.ok ? 0 : again.retryAfter);
	}
	expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900, 900]);
});

test('an address range has fifty failed tries an hour; what succeeds is not counted', async () => {
	const { login, codes } = await enrolled();
	expect(await tried(login, PASSWORD, codes[0]!)).toMatchObject({ ok: true });
	for (let i = 0; i < 50; i++) {
		expect(await tried(`khong-co-${i}`, 'sai', '1')).toMatchObject({ reason: 'wrong' });
	}
	expect(await tried(login, PASSWORD, codes[1]!)).toMatchObject({ reason: 'slow-down' });
});

test('more hashing at once than the machine can bear is put off, not queued', async () => {
	const results = await Promise.all(
		Array.from({ length: 200 }, (_, i) => tried(`khong-co-${i}`, 'sai', '1', new Date(), `10.0.0.${i}`)),
	);
	const reasons = new Set(results.map((result) => (result.ok ? 'ok' : result.reason)));
	expect(reasons).toEqual(new Set(['wrong', 'busy']));
});

test.each([
	['ngắn quá', 'too-short'],
	['matkhau123456', 'guessable'],
	['password1234', 'guessable'],
	['qwertyuiop12', 'guessable'],
	['x'.repeat(257), 'too-long'],
])('the password %j is %s', async (password, reason) => {
	const token = await invited();
	const now = new Date();
	expect(
		await enrolment.enrolWithPassword(db, {
			token,
			displayName: 'Ai',
			password,
			code: codeFor(token, now),
			now,
		}),
	).toEqual({ ok: false, reason });
	expect(await invite.findInvitation(db, token)).toBeDefined();
});

test('a renewed account has new factors only, and its sessions are over', async () => {
	const { login, personId, codes } = await enrolled();
	await signIn(personId);
	const link = await invite.renewStaff(db, 'command line', { personId, login });
	if (!link.ok) throw new Error(link.reason);
	expect(await tried(login, PASSWORD, codes[0]!)).toMatchObject({ ok: true });
	const passkey = { id: `key-${made}`, publicKey: Buffer.from('key'), counter: 0, transports: [] };
	expect(
		await enrolment.enrolWithPasskey(db, { token: link.value, displayName: 'X', passkey, label: '' }),
	).toMatchObject({ ok: true, value: { personId } });
	expect(await tried(login, PASSWORD, codes[1]!)).toMatchObject({ reason: 'wrong' });
	const { rows } = await owner.query('SELECT 1 FROM session WHERE person_id = $1', [personId]);
	expect(rows).toEqual([]);
});

test('a disabled account is not let in, and is told so only after the proof', async () => {
	const { login, personId, codes } = await enrolled();
	await db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', personId).execute();
	expect(await tried(login, PASSWORD, 'sai')).toMatchObject({ reason: 'wrong' });
	const proven = await tried(login, PASSWORD, codes[0]!);
	if (!proven.ok) throw new Error(proven.reason);
	expect(
		await staff.signInStaff(db, {
			proven: proven.value,
			current: undefined,
			again: false,
			userAgent: null,
		}),
	).toEqual({ ok: false, reason: 'account-disabled' });
});

test('no secret is in the database or in the audit log', async () => {
	const { token, codes } = await enrolled();
	const secret = totp.offerSecret(enrolment.invitationOccasion(token));
	const forms = [token, PASSWORD, ...codes, ...codes.map((code) => code.replaceAll('-', ''))].map((text) =>
		Buffer.from(text),
	);
	forms.push(Buffer.from(token, 'base64url'), Buffer.from(secret));
	for (const table of ['invitation', 'staff_account', 'password_way', 'recovery_code', 'audit_entry']) {
		const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
		const text = rows.map(({ row }) => row).join('\n');
		for (const form of forms) {
			expect(text).not.toContain(form.toString());
			expect(text).not.toContain(form.toString('hex'));
		}
	}
});

async function actorOf(personId: string): Promise<Actor> {
	const token = await signIn(personId);
	if (!token.ok) throw new Error(token.reason);
	return (await sessions.findActor(pool, token.value))!;
}

const passkeyOf = (name: string) => ({
	id: `key-${made}-${name}`,
	publicKey: Buffer.from('key'),
	counter: 0,
	transports: [],
});

test('a changed factor ends all other sessions', async () => {
	const { personId } = await enrolled();
	const [here, elsewhere] = [await signIn(personId), await signIn(personId)];
	if (!here.ok || !elsewhere.ok) throw new Error('not signed in');
	const actor = (await sessions.findActor(pool, here.value))!;
	expect(await factors.addPasskey(db, actor, { passkey: passkeyOf('a'), label: '' })).toMatchObject({
		ok: true,
	});
	expect(await sessions.findActor(pool, here.value)).toBeDefined();
	expect(await sessions.findActor(pool, elsewhere.value)).toBeUndefined();
});

test('two who remove the last two ways in at once leave one', async () => {
	const { personId } = await enrolled();
	const actor = await actorOf(personId);
	await factors.addPasskey(db, actor, { passkey: passkeyOf('a'), label: '' });
	const results = await Promise.all([
		factors.removePassword(db, actor),
		factors.removePasskey(db, actor, { id: passkeyOf('a').id }),
	]);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(results).toContainEqual({ ok: false, reason: 'last-way' });
});

test("factors change only after a fresh proof with two factors, and only one's own", async () => {
	const actor = await actorOf((await enrolled()).personId);
	const other = await actorOf((await enrolled(`khac-${made}`)).personId);
	await factors.addPasskey(db, actor, { passkey: passkeyOf('a'), label: '' });
	const { id } = passkeyOf('a');
	const later = new Date(actor.authenticatedAt.getTime() + 10 * 60_000);
	expect(await factors.renewCodes(db, actor, { now: later })).toMatchObject({ reason: 'step-up-required' });
	expect(await factors.renewCodes(db, { ...actor, assurance: 'one-factor' })).toMatchObject({
		reason: 'second-factor-required',
	});
	expect(await factors.removePasskey(db, other, { id })).toMatchObject({ reason: 'no-such-passkey' });
	expect(await factors.addPasskey(db, other, { passkey: passkeyOf('a'), label: '' })).toMatchObject({
		reason: 'known-already',
	});
});

test('a second factor counts for whoever is signed in, and new codes replace the old ones', async () => {
	const { personId, codes } = await enrolled();
	const fresh = await factors.renewCodes(db, await actorOf(personId));
	if (!fresh.ok) throw new Error(fresh.reason);
	const prove = (code: string) => proofs.proveByCode(db, { personId, way: 'eid', code, ip });
	expect(await prove(codes[0]!)).toMatchObject({ reason: 'wrong' });
	expect(await prove(fresh.value[0]!)).toEqual({
		ok: true,
		value: { personId, way: 'eid+recovery-code' },
	});
});

async function signIn(personId: string) {
	const proven = { personId, way: 'password+totp' };
	return staff.signInStaff(db, { proven, current: undefined, again: false, userAgent: null });
}

async function countOf(table: 'person'): Promise<number> {
	const { n } = await db
		.selectFrom(table)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	return n;
}
