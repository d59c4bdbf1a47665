import { loadPollPage, voteAction } from '$lib/ballots/server/poll-page';
import { commentAction, loadThread, reactAction, reportAction } from '$lib/comments/server/thread-page';
import type { Actions, PageServerLoad } from './$types';

const subject = ({ params }: { params: { slug: string } }) => ({ kind: 'poll', slug: params.slug }) as const;

export const load: PageServerLoad = async (event) => {
	const [poll, thread] = await Promise.all([loadPollPage(event), loadThread(event, subject(event))]);
	return { ...poll, thread };
};

export const actions: Actions = {
	vote: (event) => voteAction(event),
	comment: (event) => commentAction(event, subject(event)),
	react: (event) => reactAction(event, subject(event)),
	report: (event) => reportAction(event, subject(event)),
};
