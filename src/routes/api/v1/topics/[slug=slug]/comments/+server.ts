import { readComments, writeComment } from '$lib/comments/server/public-api';
import type { RequestHandler } from './$types';

const KIND = 'topic';

export const GET: RequestHandler = ({ request, url, params }) =>
	readComments(request, url, { kind: KIND, slug: params.slug });

export const POST: RequestHandler = ({ request, locals, params }) =>
	writeComment(request, locals.actor, { kind: KIND, slug: params.slug });
