import { redirect } from '@sveltejs/kit';
import { useOnce } from '$lib/server/challenge';
import { db } from '$lib/server/db/client';
import { log } from '$lib/server/log';
import { completeEid } from '$lib/sessions/server/eid/complete';
import { takeFlow } from '$lib/sessions/server/eid/flow-cookie';
import { findProvider } from '$lib/sessions/server/eid/provider';
import { setSessionCookie } from '$lib/sessions/server/session-cookie';
import { refused, signIn } from '$lib/sessions/server/sign-in';
import { signInPath } from '$lib/sessions/sign-in-problem';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url, locals, cookies, request }) => {
	const flow = takeFlow(cookies, url.searchParams.get('state'));
	if (!flow || !(await useOnce(db(), `eid|${flow.state}`, new Date(flow.until)))) {
		redirect(303, signInPath('/', 'eid-expired'));
	}
	// Whoever has signed out or in meanwhile is not the one to whom it was to be added.
	if (flow.purpose === 'attach' && flow.session !== locals.actor?.sessionId) {
		redirect(303, signInPath(flow.next, 'eid-expired'));
	}
	const provider = findProvider(flow.provider);
	if (!provider) redirect(303, signInPath(flow.next, 'no-provider'));

	const proved = await completeEid(provider, url.search, flow);
	if (!proved.ok) {
		log.info({ provider: provider.id, reason: proved.reason }, 'eID sign-in refused');
		// To turn back, or to find nobody there, is no refusal of ours.
		const isOurs = proved.reason !== 'eid-cancelled' && proved.reason !== 'eid-unavailable';
		if (isOurs) await refused(db(), 'eid', proved.reason);
		redirect(303, signInPath(flow.next, proved.reason));
	}
	const signedIn = await signIn(db(), {
		...proved.value,
		current: locals.actor,
		purpose: flow.purpose,
		userAgent: request.headers.get('user-agent'),
	});
	if (!signedIn.ok) redirect(303, signInPath(flow.next, signedIn.reason));
	setSessionCookie(cookies, signedIn.value);
	redirect(303, flow.next);
};
