import { liveDesk } from '$lib/moderation/server/live-desk';
import { openStream, streamResponse } from '$lib/server/live/stream';
import { tooManyStreams } from '$lib/server/problem';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ getClientAddress }) => {
	const stream = openStream(liveDesk.hub, liveDesk.subject, getClientAddress());
	return stream ? streamResponse(stream) : tooManyStreams();
};
