import { listDeskPolls } from '$lib/polls/server/desk/desk-reads';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	return {
		polls: await listDeskPolls(db(), { lang: locals.lang }),
		isDeleted: url.searchParams.has('deleted'),
	};
};
