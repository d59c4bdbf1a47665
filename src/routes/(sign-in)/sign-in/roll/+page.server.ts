import { error, fail, redirect } from '@sveltejs/kit';
import { readBirthDate } from '$lib/people/birth-date';
import { normaliseDocumentNumber } from '$lib/people/document-number';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { localPath } from '$lib/sessions/guards';
import { setSessionCookie } from '$lib/sessions/server/session-cookie';
import { signInByRoll } from '$lib/sessions/server/sign-in-by-roll';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
	if (!env().VERIFY_BY_ROLL) error(404);
	setHeaders({ 'cache-control': 'private, no-store' });
	return { next: localPath(url.searchParams.get('next')) };
};

export const actions: Actions = {
	default: async ({ request, url, locals, cookies, getClientAddress }) => {
		const form = await request.formData();
		const typed = { number: textOf(form, 'number'), birth: textOf(form, 'birth') };
		const number = normaliseDocumentNumber(typed.number);
		const birth = readBirthDate(typed.birth, new Date());
		if (number === undefined || typeof birth === 'string') {
			return fail(400, {
				typed,
				wrong: {
					number: number === undefined,
					birth: typeof birth === 'string' ? birth : undefined,
				},
			});
		}
		const signedIn = await signInByRoll(db(), {
			number,
			birthDate: birth.date,
			ip: getClientAddress(),
			current: locals.actor,
			userAgent: request.headers.get('user-agent'),
		});
		if (!signedIn.ok) return fail(400, { typed, problem: signedIn.reason });
		setSessionCookie(cookies, signedIn.value);
		redirect(303, localPath(url.searchParams.get('next')));
	},
};

function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.slice(0, 100) : '';
}
