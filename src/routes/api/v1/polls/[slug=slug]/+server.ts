import { findPoll } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { publicProblem, publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, params, locals }) => {
	const poll = await findPoll(db(), params.slug, locals.lang);
	if (!poll) return publicProblem(404, 'not-found', 'There is no such poll.');
	const {
		slug,
		question,
		intro,
		level,
		kind,
		minChoices,
		maxChoices,
		options,
		status,
		opensAt,
		closesAt,
		resultPolicy,
	} = poll;
	return publicRead(request, {
		body: JSON.stringify({
			slug,
			question,
			intro,
			level,
			kind,
			minChoices,
			maxChoices,
			options,
			status,
			opensAt,
			closesAt,
			resultPolicy,
		}),
		maxAge: 5,
		headers: { 'content-language': poll.lang },
	});
};
