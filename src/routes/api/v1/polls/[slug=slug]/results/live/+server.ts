import { accessResults } from '$lib/ballots/server/public-results';
import { resultsRefusal } from '$lib/ballots/server/results-refusal';
import { openResultsStream } from '$lib/ballots/server/results-stream';
import { problem } from '$lib/server/problem';
import { READABLE_FROM_ANYWHERE } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, cookies, getClientAddress }) => {
	const access = await accessResults(params.slug, locals.lang, { actor: locals.actor, cookies });
	if ('refusal' in access) return resultsRefusal(access.refusal);
	const stream = openResultsStream(params.slug, locals.lang, getClientAddress());
	if (!stream) {
		return problem(503, 'too-many-streams', 'Too many live streams are open.', {
			headers: { 'retry-after': '30' },
		});
	}
	return new Response(stream, {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store, no-transform',
			// nginx would otherwise hold events back until its buffer is full.
			'x-accel-buffering': 'no',
			...READABLE_FROM_ANYWHERE,
		},
	});
};
