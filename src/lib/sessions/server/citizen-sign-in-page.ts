/** What the pages share on which a citizen signs in with something in hand and their date of birth. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { readBirthDate } from '../../people/birth-date';
import { formText } from '../../shared/form-text';
import type { Result } from '../../shared/result';
import { localPath } from '../guards';
import type { SignInProblem } from '../sign-in-problem';
import { setSessionCookie } from './session-cookie';
import type { SignIn } from './sign-in';

export interface InHand extends Pick<SignIn, 'current' | 'userAgent'> {
	/** Normalised. */
	given: string;
	/** YYYY-MM-DD */
	birthDate: string;
	ip: string;
}

export function loadCitizenSignIn({ url, setHeaders }: Pick<RequestEvent, 'url' | 'setHeaders'>) {
	setHeaders({ 'cache-control': 'private, no-store' });
	return { next: localPath(url.searchParams.get('next')) };
}

/** @param read gives undefined for what can't be right, before anything is asked of the database */
export async function citizenSignIn(
	{ request, url, locals, cookies, setHeaders, getClientAddress }: RequestEvent,
	field: string,
	{
		read,
		signIn,
	}: {
		read: (typed: string) => string | undefined;
		signIn: (inHand: InHand) => Promise<Result<string, SignInProblem>>;
	},
) {
	const form = await request.formData();
	const typed = formText(form, field, 100);
	const birth = formText(form, 'birth', 100);
	const given = read(typed);
	const date = readBirthDate(birth, new Date());
	if (given === undefined || typeof date === 'string') {
		return fail(400, {
			typed,
			birth,
			wrong: given === undefined,
			wrongBirth: typeof date === 'string' ? date : undefined,
			problem: undefined,
		});
	}
	const signedIn = await signIn({
		given,
		birthDate: date.date,
		ip: getClientAddress(),
		current: locals.actor,
		userAgent: request.headers.get('user-agent'),
	});
	if (!signedIn.ok) {
		const isTooOften = signedIn.reason === 'tried-today';
		if (isTooOften) setHeaders({ 'retry-after': String(secondsLeftOfDay(Date.now())) });
		return fail(isTooOften ? 429 : 400, {
			typed,
			birth,
			wrong: false,
			wrongBirth: undefined,
			problem: signedIn.reason,
		});
	}
	setSessionCookie(cookies, signedIn.value);
	redirect(303, localPath(url.searchParams.get('next')));
}

const DAY = 24 * 60 * 60;

/** Tries are counted by days of UTC (rate-limit.ts), which begin at seven in the morning in Vietnam. */
function secondsLeftOfDay(now: number): number {
	return DAY - (Math.floor(now / 1000) % DAY);
}
