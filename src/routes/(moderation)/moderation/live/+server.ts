import { liveDesk } from '$lib/moderation/server/live-desk';
import { openStream, streamResponse } from '$lib/server/live/stream';
import { tooManyStreams } from '$lib/server/problem';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, getClientAddress }) => {
	const stream = openStream(liveDesk.hub, liveDesk.subject, {
		ip: getClientAddress(),
		sessionId: locals.actor?.sessionId,
	});
	return stream ? streamResponse(stream) : tooManyStreams();
};
