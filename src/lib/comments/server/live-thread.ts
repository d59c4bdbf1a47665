/** Tells open pages how many comments a thread has now; what they say is read when somebody asks for it. */
import { sql } from 'kysely';
import { db } from '../../server/db/client';
import { Hub } from '../../server/live/hub';
import type { Channel } from '../../server/live/listener';
import { log } from '../../server/log';
import { VISIBLE_COUNT } from './threads';

const pending = new Map<string, NodeJS.Timeout>();

/** A subject is a thread's id. */
export const liveThreads = new Hub({
	read: readFrame,
	onError: (error) => log.warn({ reason: (error as Error).message }, 'a thread could not be read'),
});

export const commentsChanged: Channel = {
	name: 'comments_changed',
	onMessage: (threadId) => liveThreads.changed(threadId),
	onConnected: () => liveThreads.allChanged(),
	onSilence: () => liveThreads.stale(),
};

/** What was approved a moment ago is shown a moment later, when nothing else happens: so the clock tells. */
async function readFrame(threadId: string): Promise<Uint8Array | undefined> {
	const { rows } = await sql<{ total: number; soon: number | null }>`
		SELECT ${VISIBLE_COUNT} AS total, (SELECT extract(epoch FROM min(published_at) - clock_timestamp())::float * 1000
			FROM comment WHERE thread_id = t.id AND state = 'published' AND published_at > clock_timestamp()) AS soon
		FROM thread t WHERE t.id = ${threadId}`.execute(db());
	if (!rows[0]) return undefined;
	const { total, soon } = rows[0];
	clearTimeout(pending.get(threadId));
	pending.delete(threadId);
	if (soon !== null) {
		const timer = setTimeout(() => {
			pending.delete(threadId);
			liveThreads.changed(threadId);
		}, soon + 20);
		pending.set(threadId, timer.unref());
	}
	return new TextEncoder().encode(`event: comments\ndata: ${JSON.stringify({ total })}\n\n`);
}
