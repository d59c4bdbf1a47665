import { loadPollPage } from '$lib/ballots/server/poll-page';
import { listOtherAnswers } from '$lib/ballots/server/reads';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

const OTHERS_MOST = 200;

export const load: PageServerLoad = async (event) => {
	const page = await loadPollPage(event);
	// What people wrote is part of the results, and is hidden with them.
	const others = page.results ? await listOtherAnswers(db(), page.poll.id, OTHERS_MOST) : [];
	return { ...page, others };
};
