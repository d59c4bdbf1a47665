import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** What the guard (hooks.server.ts) answers in place of a page. */
export const load: PageServerLoad = () => error(403, 'You may not do this.');
