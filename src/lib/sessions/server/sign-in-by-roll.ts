/** Signing in with number and date of birth, where the settings allow it. */
import { digests } from '../../people/server/identifiers';
import { matchRoll } from '../../people/server/match-roll';
import type { Db } from '../../server/db/client';
import { env } from '../../server/env';
import { takeDaily } from '../../server/rate-limit';
import { refuse, type Result } from '../../shared/result';
import { refused, signIn, type SignIn, type SignInRefusal } from './sign-in';

/** Tries a day. */
const PER_NUMBER = 5;
const PER_ADDRESS = 20;

export interface RollSignIn extends Pick<SignIn, 'current' | 'userAgent'> {
	/** Normalised. */
	number: string;
	/** YYYY-MM-DD */
	birthDate: string;
	ip: string;
}

/** @returns the token for the cookie */
export async function signInByRoll(
	db: Db,
	{ number, birthDate, ip, current, userAgent }: RollSignIn,
): Promise<Result<string, SignInRefusal | 'way-closed' | 'tried-today' | 'no-match'>> {
	if (!env().VERIFY_BY_ROLL) return refuse('way-closed');
	const about = digests().document(number).digest.toString('hex');
	const takes = await Promise.all([
		takeDaily({ purpose: 'roll-match', ip, free: PER_ADDRESS, hard: PER_ADDRESS }),
		takeDaily({ purpose: 'roll-match', ip, about, free: PER_NUMBER, hard: PER_NUMBER }),
	]);
	if (takes.some(({ verdict }) => verdict !== 'free')) return refuse('tried-today');
	const proof = await matchRoll(db, number, birthDate);
	if (!proof) return refused(db, 'roll', 'no-match');
	return signIn(db, { proof, assurance: 'one-factor', current, purpose: 'sign-in', userAgent });
}
