import { readScope } from '$lib/people/server/scope';
import { listDeskPolls } from '$lib/polls/server/desk/desk-reads';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'poll.edit');
	return {
		polls: await listDeskPolls(db(), scope, { lang: locals.lang }),
		isDeleted: url.searchParams.has('deleted'),
	};
};
