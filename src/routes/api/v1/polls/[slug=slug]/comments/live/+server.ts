import { watchComments } from '$lib/comments/server/public-api';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals, getClientAddress }) =>
	watchComments(
		{ kind: 'poll', slug: params.slug },
		{ ip: getClientAddress(), sessionId: locals.actor?.sessionId },
	);
