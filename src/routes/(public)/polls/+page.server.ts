import { BadCursor, listPolls, type PollQuery } from '$lib/polls/server/reads';
import { LISTED_STATUSES } from '$lib/polls/poll';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

/** All polls, page by page: the home page shows the first of them. */
export const load: PageServerLoad = async ({ locals: { lang }, url }) => {
	const q = (url.searchParams.get('q') ?? '').slice(0, 100);
	const status = LISTED_STATUSES.find((one) => one === url.searchParams.get('status')) ?? 'open';
	const query: PollQuery = { lang, q, status };
	const cursor = url.searchParams.get('cursor') ?? undefined;
	try {
		return { q, status, isFirst: cursor === undefined, ...(await listPolls(db(), { ...query, cursor })) };
	} catch (error) {
		if (!(error instanceof BadCursor)) throw error;
		// An address that was cut off on its way leads to the beginning.
		return { q, status, isFirst: true, ...(await listPolls(db(), query)) };
	}
};
