/** Signing in with the code of a letter. */
import { tryLetter, type LetterRefusal } from '../../people/server/letters/try-letter';
import type { Db } from '../../server/db/client';
import { takeDaily } from '../../server/rate-limit';
import { refuse, type Result } from '../../shared/result';
import { refused, signIn, type SignIn, type SignInRefusal } from './sign-in';

/** Tries a day and address. Codes can't be guessed anyway; a carrier's address can stand for a whole district. */
const PER_ADDRESS = 200;

export interface LetterSignIn extends Pick<SignIn, 'current' | 'userAgent'> {
	/** Normalised. */
	code: string;
	/** YYYY-MM-DD */
	birthDate: string;
	ip: string;
}

/** @returns the token for the cookie */
export async function signInByLetter(
	db: Db,
	{ code, birthDate, ip, current, userAgent }: LetterSignIn,
): Promise<Result<string, SignInRefusal | LetterRefusal | 'tried-today'>> {
	const { verdict } = await takeDaily({ purpose: 'letter', ip, free: PER_ADDRESS, hard: PER_ADDRESS });
	if (verdict !== 'free') return refuse('tried-today');
	const tried = await tryLetter(db, code, birthDate);
	if (!tried.ok) return refused(db, 'letter', tried.reason);
	return signIn(db, {
		proof: tried.value,
		assurance: 'one-factor',
		current,
		purpose: 'sign-in',
		userAgent,
	});
}
