import { watchComments } from '$lib/comments/server/public-api';
import { readerOf } from '$lib/server/live/stream';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	watchComments({ kind: 'poll', slug: event.params.slug }, readerOf(event));
