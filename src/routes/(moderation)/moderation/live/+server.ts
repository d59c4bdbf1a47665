import { liveDesk } from '$lib/moderation/server/live-desk';
import { openStream, readerOf, streamResponse } from '$lib/server/live/stream';
import { tooManyStreams } from '$lib/server/problem';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const stream = openStream(liveDesk.hub, liveDesk.subject, readerOf(event));
	return stream ? streamResponse(stream) : tooManyStreams();
};
