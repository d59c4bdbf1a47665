import { env } from '$lib/server/env';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => ({
	lang: locals.lang,
	theme: locals.theme,
	demo: env().DEMO,
	path: url.pathname + url.search,
});
