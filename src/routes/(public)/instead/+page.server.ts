import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/**
 * What stands in place of a page that a hook did not let through: the error page in the reader's language. It asks nothing of
 * the database, which may be why.
 */
export const load: PageServerLoad = ({ url, isSubRequest }) => {
	// Nobody has business here: a form on the page, sent without script, came back to it.
	if (!isSubRequest) redirect(303, '/');
	if (url.searchParams.get('why') === 'busy') error(503, 'The database cannot be asked just now.');
	error(403, 'You may not do this.');
};
