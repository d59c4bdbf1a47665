/**
 * The streams of this process that somebody opened who is signed in. They end with the session they were opened in,
 * wherever it ends; the sessions room listens for that and asks now and then.
 *
 *   const release = endWithSession(sessionId, () => controller.close());   // release() when the stream has ended
 */
type Close = () => void;

const streams = new Map<string, Set<Close>>();

/** @returns a function to call when the stream has ended by itself */
export function endWithSession(sessionId: string, close: Close): () => void {
	const own = streams.get(sessionId) ?? new Set<Close>();
	streams.set(sessionId, own.add(close));
	return () => {
		own.delete(close);
		if (own.size === 0 && streams.get(sessionId) === own) streams.delete(sessionId);
	};
}

export function closeStreamsOf(sessionId: string): void {
	for (const close of [...(streams.get(sessionId) ?? [])]) close();
}

export function listSessionsWithStreams(): string[] {
	return [...streams.keys()];
}
