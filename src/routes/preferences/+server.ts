import { redirect } from '@sveltejs/kit';
import { env } from '$lib/server/env';
import { localPath } from '$lib/sessions/guards';
import { formText } from '$lib/shared/form-text';
import type { RequestHandler } from './$types';

const YEAR = 365 * 24 * 60 * 60;

/** The switches for language and theme: plain forms, so that they work without JavaScript. */
export const POST: RequestHandler = async ({ request, cookies }) => {
	const form = await request.formData();
	const options = {
		path: '/',
		maxAge: YEAR,
		httpOnly: false,
		sameSite: 'lax',
		secure: env().ORIGIN.startsWith('https:'),
	} as const;
	const lang = form.get('lang');
	if (lang === 'vi' || lang === 'en') cookies.set('lang', lang, options);
	const theme = form.get('theme');
	if (theme === 'light' || theme === 'dark' || theme === 'auto') cookies.set('theme', theme, options);
	redirect(303, localPath(formText(form, 'back')));
};
