import { accessResults } from '$lib/ballots/server/public-results';
import { readResults } from '$lib/ballots/server/reads';
import { resultsRefusal } from '$lib/ballots/server/results-refusal';
import { db } from '$lib/server/db/client';
import { publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, params, locals, cookies }) => {
	const access = await accessResults(params.slug, locals.lang, { actor: locals.actor, cookies });
	if ('refusal' in access) return resultsRefusal(access.refusal);
	const results = await readResults(db(), access.poll);
	return publicRead(request, {
		body: JSON.stringify(results),
		maxAge: access.sameForAll ? 1 : 0,
		version: JSON.stringify([results.status, results.classes]),
	});
};
