import { normaliseLetterCode } from '$lib/people/letter-code';
import { db } from '$lib/server/db/client';
import { citizenSignIn, loadCitizenSignIn } from '$lib/sessions/server/citizen-sign-in-page';
import { signInByLetter } from '$lib/sessions/server/sign-in-by-letter';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadCitizenSignIn;

export const actions: Actions = {
	default: (event) =>
		citizenSignIn(event, 'code', {
			read: normaliseLetterCode,
			signIn: ({ given, ...rest }) => signInByLetter(db(), { code: given, ...rest }),
		}),
};
