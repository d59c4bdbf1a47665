import { loadPollPage, voteAction } from '$lib/ballots/server/poll-page';
import { listNotices } from '$lib/notices/server/reads';
import { readEmbedWishes } from '$lib/polls/embed-code';
import { db } from '$lib/server/db/client';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [view, notices] = await Promise.all([
		loadPollPage(event),
		listNotices(db(), { place: 'embed', lang: event.locals.lang }),
	]);
	return { ...view, notices, ...readEmbedWishes(event.url.searchParams) };
};

export const actions: Actions = { vote: (event) => voteAction(event) };
