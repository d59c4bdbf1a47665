import { loadPollPage, voteAction } from '$lib/ballots/server/poll-page';
import { commentAction, loadThread, reactAction, reportAction } from '$lib/comments/server/thread-page';
import { findArticle } from '$lib/embed/server/hosts';
import type { Actions, PageServerLoad } from './$types';

const subject = ({ params }: { params: { slug: string } }) => ({ kind: 'poll', slug: params.slug }) as const;

export const load: PageServerLoad = async (event) => {
	const [poll, thread, article] = await Promise.all([
		loadPollPage(event),
		loadThread(event, subject(event)),
		findArticle(event.url.searchParams.get('from')),
	]);
	return { ...poll, thread, article };
};

export const actions: Actions = {
	vote: (event) => voteAction(event),
	comment: (event) => commentAction(event, subject(event)),
	react: (event) => reactAction(event, subject(event)),
	report: (event) => reportAction(event, subject(event)),
};
