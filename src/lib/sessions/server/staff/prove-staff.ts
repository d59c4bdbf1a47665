/**
 * How staff prove who they are: passkey, or password and a code together; a code alone only beside a first factor that
 * was proved already, or to replace a passkey that is lost. Whoever asks learns nothing about who exists: a name that nobody has costs the same work and
 * gets the same answer. Tries are counted before they are looked at (rate-delay.ts), and per address range by the hour.
 */
import type { Cookies } from '@sveltejs/kit';
import { normaliseLogin } from '../../../people/login';
import { audit } from '../../../server/audit/append';
import type { Db } from '../../../server/db/client';
import { signInsTotal } from '../../../server/metrics';
import { claimTry, forgetTries } from '../../../server/rate-delay';
import { giveBackHourly, takeHourly } from '../../../server/rate-limit';
import { ok, refuse, type Result } from '../../../shared/result';
import { takeChallenge, type Purpose } from './ceremony-cookie';
import { checkPasskey } from './passkeys';
import { BUSY_RETRY_AFTER, checkPassword, hashPassword, isBusy, isOutdated } from './password';
import { normaliseRecoveryCode, useRecoveryCode } from './recovery-codes';
import { claimStep, openSecret, stepOf } from './totp';

/** Failed tries an hour from one address range, all accounts together. */
const TRIES_PER_HOUR = 50;

export interface Proven {
	personId: string;
	way: string;
}

export type TryRefusal = { ok: false; reason: 'wrong' | 'busy' | 'slow-down'; retryAfter: number };
type Tried = { ok: true; value: Proven } | TryRefusal;

const WRONG: TryRefusal = { ok: false, reason: 'wrong', retryAfter: 0 };

const NOBODY = '00000000-0000-0000-0000-000000000000';

interface Typed {
	/** Of the authenticator app, or a recovery code. */
	code: string;
	ip: string;
	now?: Date;
}

export async function proveByPassword(
	db: Db,
	{ login: typed, password, code, ip, now = new Date() }: Typed & { login: string; password: string },
): Promise<Tried> {
	if (isBusy()) return busy();
	const login = normaliseLogin(typed) ?? '';
	const slow = await countTry(db, login, ip);
	if (slow) return slow;
	const account = await db
		.selectFrom('staffAccount as a')
		.innerJoin('passwordWay as w', 'w.personId', 'a.personId')
		.select(['a.personId', 'w.passwordHash', 'w.totpSecret'])
		.where('a.login', '=', login)
		.executeTakeFirst();
	const checked = await checkPassword(account?.passwordHash, password);
	if (!checked.ok) return busy();
	const way = await useCode(db, { ...account, isRight: checked.value, code, now });
	if (!account || !way) {
		await noteRefusal(db, 'password', account?.personId);
		return WRONG;
	}
	await forgive(db, login, ip);
	if (isOutdated(account.passwordHash)) await rehash(db, account.personId, password);
	return ok({ personId: account.personId, way: `password+${way}` });
}

/** What a session is called that may do nothing for its owner but to set up a way in. */
export const RECOVERY = 'recovery-code';

/**
 * Whoever has nothing but passkeys, and lost them. The code does not stand in for a password: an account that has one
 * is refused like a name that nobody has, and keeps its code.
 */
export async function proveByRecoveryCode(
	db: Db,
	{ login: typed, code, ip }: Typed & { login: string },
): Promise<Tried> {
	const login = normaliseLogin(typed) ?? '';
	const slow = await countTry(db, login, ip);
	if (slow) return slow;
	const account = await db
		.selectFrom('staffAccount as a')
		.select('a.personId')
		.where('a.login', '=', login)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(selectFrom('passwordWay as w').select('w.personId').whereRef('w.personId', '=', 'a.personId')),
			),
		)
		.executeTakeFirst();
	const used = await useRecoveryCode(db, account?.personId ?? NOBODY, normaliseRecoveryCode(code) ?? '');
	if (!account || !used) {
		await noteRefusal(db, RECOVERY, account?.personId);
		return WRONG;
	}
	await forgive(db, login, ip);
	return ok({ personId: account.personId, way: RECOVERY });
}

/** The second factor of somebody whose session was opened with one. Two codes of one sheet are not two factors. */
export async function proveByCode(
	db: Db,
	{ personId, way: first, code, ip, now = new Date() }: Typed & Proven,
): Promise<Tried> {
	const slow = await countTry(db, personId, ip);
	if (slow) return slow;
	if (first === RECOVERY) return WRONG;
	const found = await db
		.selectFrom('passwordWay')
		.select('totpSecret')
		.where('personId', '=', personId)
		.executeTakeFirst();
	const way = await useCode(db, { personId, totpSecret: found?.totpSecret, isRight: true, code, now });
	if (!way) {
		await noteRefusal(db, 'code', personId);
		return WRONG;
	}
	await forgive(db, personId, ip);
	return ok({ personId, way: `${first.split('+')[0]!}+${way}` });
}

/** @returns refused: the browser's answer belongs to no open ceremony, or to no passkey that is known here */
export async function proveByPasskey(
	db: Db,
	cookies: Cookies,
	{ answer, purpose }: { answer: string; purpose: Purpose },
): Promise<Result<Proven, 'passkey-refused'>> {
	const challenge = await takeChallenge(db, cookies, purpose);
	const found = challenge && (await checkPasskey(db, answer, challenge));
	if (!found) {
		await noteRefusal(db, 'passkey', undefined);
		return refuse('passkey-refused');
	}
	return ok({ personId: found.personId, way: 'passkey' });
}

interface CodeUse {
	personId?: string;
	totpSecret?: Buffer;
	/** Whether what must come before the code was right. */
	isRight: boolean;
	code: string;
	now: Date;
}

/** Which kind of code it was, if it counts; it does so this once. */
async function useCode(
	db: Db,
	{ personId, totpSecret, isRight, code, now }: CodeUse,
): Promise<'totp' | 'recovery-code' | undefined> {
	const step = stepOf(openSecret(totpSecret, personId ?? ''), code, now);
	const recoveryCode = normaliseRecoveryCode(code);
	if (!isRight || personId === undefined) return undefined;
	if (step !== undefined && totpSecret) return (await claimStep(db, personId, step)) ? 'totp' : undefined;
	if (recoveryCode === undefined) return undefined;
	return (await useRecoveryCode(db, personId, recoveryCode)) ? 'recovery-code' : undefined;
}

async function countTry(db: Db, account: string, ip: string): Promise<TryRefusal | undefined> {
	const range = await takeHourly({ purpose: 'staff', ip, free: TRIES_PER_HOUR, hard: TRIES_PER_HOUR });
	const wait =
		range.verdict === 'free' ? await claimTry({ purpose: 'staff', account, ip }, db) : range.retryAfter;
	if (wait === 0) return undefined;
	signInsTotal.inc({ way: 'staff', outcome: 'slow-down' });
	return { ok: false, reason: 'slow-down', retryAfter: wait };
}

async function forgive(db: Db, account: string, ip: string): Promise<void> {
	await giveBackHourly({ purpose: 'staff', ip }, db);
	await forgetTries({ purpose: 'staff', account, ip }, db);
}

async function noteRefusal(db: Db, way: string, personId: string | undefined): Promise<void> {
	signInsTotal.inc({ way, outcome: 'wrong' });
	const subject = personId === undefined ? '' : `person/${personId}`;
	await audit(db, { action: 'sign-in.refuse', subject, details: { way, reason: 'wrong' } });
}

/** The cost of hashing was raised since; a moment of load is no reason to refuse whoever is in already. */
async function rehash(db: Db, personId: string, password: string): Promise<void> {
	const hashed = await hashPassword(password);
	if (!hashed.ok) return;
	await db
		.updateTable('passwordWay')
		.set({ passwordHash: hashed.value })
		.where('personId', '=', personId)
		.execute();
}

function busy(): TryRefusal {
	return { ok: false, reason: 'busy', retryAfter: BUSY_RETRY_AFTER };
}
