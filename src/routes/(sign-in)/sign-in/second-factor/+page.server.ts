import { redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/client';
import { localPath } from '$lib/sessions/guards';
import { readFactors, readSessionWay } from '$lib/sessions/server/staff/factors';
import { answerCode, answerPasskey } from '$lib/sessions/server/staff/proof-page';
import { RECOVERY } from '$lib/sessions/server/staff/prove-staff';
import { signInPath } from '$lib/sessions/sign-in-problem';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const next = localPath(url.searchParams.get('next'));
	const { actor } = locals;
	if (!actor) redirect(303, signInPath(next));
	if (actor.assurance === 'two-factor') redirect(303, next);
	const [{ passkeys, password, recoveryCodes }, way] = await Promise.all([
		readFactors(db(), actor.personId),
		readSessionWay(db(), actor.sessionId),
	]);
	const code = way !== RECOVERY && (password || recoveryCodes > 0);
	return { next, passkey: passkeys > 0, code };
};

export const actions: Actions = {
	code: (event) => answerCode(event),
	passkey: (event) => answerPasskey(event, { again: true }),
};
