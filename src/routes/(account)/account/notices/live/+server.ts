import { liveNotices } from '$lib/moderation/server/live-notices';
import { openStream, streamResponse } from '$lib/server/live/stream';
import { tooManyStreams } from '$lib/server/problem';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, getClientAddress }) => {
	const { personId, sessionId } = locals.actor!;
	const stream = openStream(liveNotices, personId, { ip: getClientAddress(), sessionId });
	return stream ? streamResponse(stream) : tooManyStreams();
};
