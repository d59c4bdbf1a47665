import { redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { localPath } from '$lib/sessions/guards';
import { readFactors, readSessionWay } from '$lib/sessions/server/staff/factors';
import { answerPasskey, answerPassword } from '$lib/sessions/server/staff/proof-page';
import { signInPath } from '$lib/sessions/sign-in-problem';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const next = localPath(url.searchParams.get('next'));
	const { actor } = locals;
	if (!actor) redirect(303, signInPath(next));
	const [{ passkeys, password }, way] = await Promise.all([
		readFactors(db(), actor.personId),
		readSessionWay(db(), actor.sessionId),
	]);
	// Whoever came by an electronic identity proves it there again; it is no way for those who never did.
	const providers = way.startsWith('eid') ? env().OIDC_PROVIDERS : [];
	return {
		next,
		passkey: passkeys > 0,
		password,
		providers: providers.map(({ id, name }) => ({ id, name: name[locals.lang] })),
	};
};

export const actions: Actions = {
	password: (event) => answerPassword(event, { again: true }),
	passkey: (event) => answerPasskey(event, { again: true }),
};
