import { db } from '$lib/server/db/client';
import { listDeskTopics } from '$lib/topics/server/desk/desk-reads';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	return { topics: await listDeskTopics(db(), locals.lang) };
};
