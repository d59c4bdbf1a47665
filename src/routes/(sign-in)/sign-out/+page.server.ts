import { redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/client';
import { endOwnSession } from '$lib/sessions/server/end-own-sessions';
import { clearSessionCookie } from '$lib/sessions/server/session-cookie';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	return { signedIn: locals.actor !== undefined, deleted: url.searchParams.has('deleted') };
};

export const actions: Actions = {
	default: async ({ locals, cookies }) => {
		if (locals.actor) await endOwnSession(db(), locals.actor, locals.actor.sessionId);
		clearSessionCookie(cookies);
		redirect(303, '/sign-out');
	},
};
