/** Password and authenticator app together: how this way in is set up, at enrolment and later. */
import type { Trx } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import { lengthFault, type PasswordFault } from '../../password-rules';
import { isGuessable } from './guessable';
import { hashPassword } from './password';
import { offerSecret, sealSecret, stepOf } from './totp';

export interface NewPasswordWay {
	passwordHash: string;
	secret: Buffer;
	/** Of the code that proved that the app has the secret. */
	step: number;
}

export type PasswordRefusal = PasswordFault | 'wrong-code' | 'busy';

interface Wish {
	password: string;
	code: string;
	/** For which the secret was offered. */
	occasion: string;
	/** Words that belong to the person. */
	known: readonly string[];
	now: Date;
}

export async function hashNewPassword({
	password,
	code,
	occasion,
	known,
	now,
}: Wish): Promise<Result<NewPasswordWay, PasswordRefusal>> {
	const fault = lengthFault(password);
	if (fault) return refuse(fault);
	if (await isGuessable(password, known)) return refuse('guessable');
	const secret = offerSecret(occasion);
	const step = stepOf(secret, code, now);
	if (step === undefined) return refuse('wrong-code');
	const hashed = await hashPassword(password);
	return hashed.ok ? ok({ passwordHash: hashed.value, secret, step }) : hashed;
}

/** In place of one that the person may have. */
export async function insertPasswordWay(
	trx: Trx,
	personId: string,
	{ passwordHash, secret, step }: NewPasswordWay,
): Promise<void> {
	await trx.deleteFrom('passwordWay').where('personId', '=', personId).execute();
	await trx
		.insertInto('passwordWay')
		.values({ personId, passwordHash, totpSecret: sealSecret(secret, personId), totpLastStep: step })
		.execute();
}
