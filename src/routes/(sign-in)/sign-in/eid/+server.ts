import { redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/client';
import { log } from '$lib/server/log';
import { take } from '$lib/server/rate-limit';
import { localPath } from '$lib/sessions/guards';
import { confirmOwner } from '$lib/sessions/server/confirm-owner';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { beginEid } from '$lib/sessions/server/eid/begin';
import { keepFlow } from '$lib/sessions/server/eid/flow-cookie';
import { findProvider } from '$lib/sessions/server/eid/provider';
import { signInPath } from '$lib/sessions/sign-in-problem';
import type { RequestHandler } from './$types';

/** Attempts a minute and address; a carrier's address can stand for many people. */
const ATTEMPTS = 120;

export const GET: RequestHandler = async ({ url, locals, cookies, getClientAddress }) => {
	const next = localPath(url.searchParams.get('next'));
	const provider = findProvider(url.searchParams.get('with'));
	if (!provider) redirect(303, signInPath(next, 'no-provider'));
	const { verdict } = await take({
		purpose: 'sign-in',
		ip: getClientAddress(),
		free: ATTEMPTS,
		hard: ATTEMPTS,
	});
	if (verdict !== 'free') redirect(303, signInPath(next, 'slow-down'));

	const again = url.searchParams.has('again');
	const attach = url.searchParams.has('attach');
	if (attach) {
		const here = url.pathname + url.search;
		if (!locals.actor) deniedOn(here, 'sign-in-required');
		const sure = await confirmOwner(db(), locals.actor, new Date());
		if (!sure.ok) deniedOn(here, sure.reason);
	}
	const begun = await beginEid(provider, {
		next,
		purpose: attach ? 'attach' : again ? 'again' : 'sign-in',
		session: locals.actor?.sessionId,
		lang: locals.lang,
	}).catch((error: Error) => {
		log.warn({ provider: provider.id, name: error.name }, 'eID provider did not answer');
		return undefined;
	});
	if (!begun) redirect(303, signInPath(next, 'eid-unavailable'));
	keepFlow(cookies, begun.flow);
	return new Response(null, {
		status: 303,
		headers: { location: begun.url.href, 'cache-control': 'no-store' },
	});
};
