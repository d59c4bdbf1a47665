import { readFairness } from '$lib/moderation/server/ledger';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	return { lines: await readFairness(db()) };
};
