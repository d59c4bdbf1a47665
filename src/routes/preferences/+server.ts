import { redirect } from '@sveltejs/kit';
import { env } from '$lib/server/env';
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
	redirect(303, localPath(form.get('back')));
};

/** Only a path of our own: never a way to send people elsewhere. */
function localPath(back: FormDataEntryValue | null): string {
	if (typeof back !== 'string' || !back.startsWith('/')) return '/';
	const url = new URL(back, 'http://here.invalid');
	return url.origin === 'http://here.invalid' ? url.pathname + url.search : '/';
}
