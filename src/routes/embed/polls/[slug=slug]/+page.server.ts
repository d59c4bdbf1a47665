import { loadPollPage, voteAction } from '$lib/ballots/server/poll-page';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadPollPage(event);

export const actions: Actions = { vote: (event) => voteAction(event) };
