import { env } from '$lib/server/env';
import { localPath } from '$lib/sessions/guards';
import { signInProblem } from '$lib/sessions/sign-in-problem';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	return {
		next: localPath(url.searchParams.get('next')),
		problem: signInProblem(url.searchParams.get('problem')),
		signedIn: locals.actor !== undefined,
		byRoll: env().VERIFY_BY_ROLL,
		providers: env().OIDC_PROVIDERS.map(({ id, name }) => ({ id, name: name[locals.lang] })),
	};
};
