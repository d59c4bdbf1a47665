import { loadPollPage } from '$lib/ballots/server/poll-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadPollPage(event);
