import { fail, redirect } from '@sveltejs/kit';
import { readBirthDate } from '$lib/people/birth-date';
import { normaliseLetterCode } from '$lib/people/letter-code';
import { db } from '$lib/server/db/client';
import { localPath } from '$lib/sessions/guards';
import { setSessionCookie } from '$lib/sessions/server/session-cookie';
import { signInByLetter } from '$lib/sessions/server/sign-in-by-letter';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	return { next: localPath(url.searchParams.get('next')) };
};

export const actions: Actions = {
	default: async ({ request, url, locals, cookies, getClientAddress }) => {
		const form = await request.formData();
		const typed = { code: textOf(form, 'code'), birth: textOf(form, 'birth') };
		const code = normaliseLetterCode(typed.code);
		const birth = readBirthDate(typed.birth, new Date());
		if (code === undefined || typeof birth === 'string') {
			return fail(400, {
				typed,
				wrong: { code: code === undefined, birth: typeof birth === 'string' ? birth : undefined },
			});
		}
		const signedIn = await signInByLetter(db(), {
			code,
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
