import { accessResults } from '$lib/ballots/server/public-results';
import { readResults } from '$lib/ballots/server/reads';
import { resultsRefusal } from '$lib/ballots/server/results-refusal';
import { resultsCsv } from '$lib/ballots/results-csv';
import { db } from '$lib/server/db/client';
import { publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, params, locals, cookies }) => {
	const access = await accessResults(params.slug, locals.lang, { actor: locals.actor, cookies });
	if ('refusal' in access) return resultsRefusal(access.refusal);
	return publicRead(request, {
		body: resultsCsv(await readResults(db(), access.poll)),
		type: 'text/csv',
		maxAge: access.sameForAll ? 1 : 0,
		headers: { 'content-disposition': `attachment; filename="${params.slug}.csv"` },
	});
};
