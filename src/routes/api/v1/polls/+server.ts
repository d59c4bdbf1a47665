import { pollQuerySchema } from '$lib/polls/poll.schema';
import { BadCursor, listPolls } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { publicProblem, publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, url, locals }) => {
	const query = pollQuerySchema.safeParse(Object.fromEntries(url.searchParams));
	if (!query.success)
		return publicProblem(422, 'invalid-query', 'The query is not one that this list knows.');
	try {
		const { polls, next } = await listPolls(db(), { ...query.data, lang: locals.lang });
		const body = {
			polls: polls.map(({ slug, question, level, status, opensAt, closesAt }) => ({
				slug,
				question,
				level,
				status,
				opensAt,
				closesAt,
			})),
			next,
		};
		return publicRead(request, { body: JSON.stringify(body), maxAge: 5 });
	} catch (error) {
		if (error instanceof BadCursor)
			return publicProblem(422, 'invalid-query', 'The cursor is not one of ours.');
		throw error;
	}
};
