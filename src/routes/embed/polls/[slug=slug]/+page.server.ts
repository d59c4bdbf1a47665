import { embedVoteAction, loadEmbed } from '$lib/embed/server/embed-page';
import type { Actions, PageServerLoad } from './$types';

// The widget has a small script of its own (lib/embed/frame): an article's reader loads no application.
export const csr = false;

export const load: PageServerLoad = (event) => loadEmbed(event);

export const actions: Actions = { vote: (event) => embedVoteAction(event) };
