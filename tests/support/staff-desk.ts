/** The staff's side of a database of its own: invitations, enrolment, proofs, sessions. Settings come before imports. */
import pg from 'pg';
import { Secret, TOTP } from 'otpauth';
import type { Db } from '../../src/lib/server/db/client';
import { TEST_SECRETS } from './app-process.ts';
import { freshDatabase } from './database.ts';

export const PASSWORD = 'sông Hồng chảy qua 7 tỉnh';
/** Milliseconds for which a code of the app counts. */
export const STEP = 30_000;

let made = 0;

export async function openStaffDesk() {
	const database = await freshDatabase();
	Object.assign(process.env, {
		DATABASE_URL: database.appUrl,
		ORIGIN: 'http://localhost',
		RATE_LIMIT_EXEMPT: '',
		...TEST_SECRETS,
	});
	const { openDb, openPool, closeConnections } = await import('../../src/lib/server/db/client');
	const pool = openPool(database.appUrl, 20);
	const db: Db = openDb(pool);
	const owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	const [invite, enrolment, proofs, staff, totp, passwords, factors, sessions] = await Promise.all([
		import('../../src/lib/people/server/invite-staff'),
		import('../../src/lib/sessions/server/staff/enrol'),
		import('../../src/lib/sessions/server/staff/prove-staff'),
		import('../../src/lib/sessions/server/staff/sign-in-staff'),
		import('../../src/lib/sessions/server/staff/totp'),
		import('../../src/lib/sessions/server/staff/password'),
		import('../../src/lib/sessions/server/staff/change-factors'),
		import('../../src/lib/sessions/server/find-actor'),
	]);

	const newLogin = () => `nguoi-${++made}`;
	/** An address that nobody else in the tests has. */
	const newAddress = () => `192.0.${2 + (++made >> 8)}.${made & 255}`;

	async function invited(login = newLogin()): Promise<string> {
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
	async function enrolled(login = newLogin()) {
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

	/** Each call is another passkey. */
	const newPasskey = () => ({
		id: `key-${++made}`,
		publicKey: Buffer.from('key'),
		counter: 0,
		transports: [],
	});

	const tried = (login: string, password: string, code: string, now = new Date(), ip = newAddress()) =>
		proofs.proveByPassword(db, { login, password, code, ip, now });

	const signIn = (personId: string) =>
		staff.signInStaff(db, {
			proven: { personId, way: 'password+totp' },
			current: undefined,
			again: false,
			userAgent: null,
		});

	async function actorOf(personId: string) {
		const token = await signIn(personId);
		if (!token.ok) throw new Error(token.reason);
		return (await sessions.findActor(pool, token.value))!;
	}

	return {
		...{ db, pool, owner, invite, enrolment, proofs, staff, totp, passwords, factors, sessions },
		...{ newLogin, newAddress, invited, codeFor, enrolled, newPasskey, tried, signIn, actorOf },
		async close() {
			await Promise.all([db.destroy(), closeConnections(), owner.end()]);
			await database.drop();
		},
	};
}

export type StaffDesk = Awaited<ReturnType<typeof openStaffDesk>>;
