import { checkAction, loadTones } from '$lib/insights/server/tone/tone-page';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadTones(event);

export const actions: Actions = { check: checkAction };
