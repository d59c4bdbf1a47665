import { accessResults } from '$lib/ballots/server/public-results';
import { resultsRefusal } from '$lib/ballots/server/results-refusal';
import { openResultsStream } from '$lib/ballots/server/results-stream';
import { readerOf, streamResponse } from '$lib/server/live/stream';
import { tooManyStreams } from '$lib/server/problem';
import { READABLE_FROM_ANYWHERE } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { params, locals, cookies } = event;
	const access = await accessResults(params.slug, locals.lang, { actor: locals.actor, cookies });
	if ('refusal' in access) return resultsRefusal(access.refusal);
	const stream = openResultsStream(params.slug, locals.lang, readerOf(event));
	return stream ? streamResponse(stream, READABLE_FROM_ANYWHERE) : tooManyStreams();
};
