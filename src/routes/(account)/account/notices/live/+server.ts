import { liveNotices } from '$lib/moderation/server/live-notices';
import { openStream, readerOf, streamResponse } from '$lib/server/live/stream';
import { tooManyStreams } from '$lib/server/problem';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const stream = openStream(liveNotices, event.locals.actor!.personId, readerOf(event));
	return stream ? streamResponse(stream) : tooManyStreams();
};
