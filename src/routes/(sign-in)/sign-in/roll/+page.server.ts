import { error } from '@sveltejs/kit';
import { normaliseDocumentNumber } from '$lib/people/document-number';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { citizenSignIn, loadCitizenSignIn } from '$lib/sessions/server/citizen-sign-in-page';
import { signInByRoll } from '$lib/sessions/server/sign-in-by-roll';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	if (!env().VERIFY_BY_ROLL) error(404);
	return loadCitizenSignIn(event);
};

export const actions: Actions = {
	default: (event) =>
		citizenSignIn(event, 'number', {
			read: normaliseDocumentNumber,
			signIn: ({ given, ...rest }) => signInByRoll(db(), { number: given, ...rest }),
		}),
};
