/** How many notices somebody has not read, told to their open pages. A subject is a person's id. */
import { sql } from 'kysely';
import { db } from '../../server/db/client';
import { Hub } from '../../server/live/hub';
import type { Channel } from '../../server/live/listener';
import { log } from '../../server/log';

const pending = new Map<string, NodeJS.Timeout>();

export const liveNotices = new Hub({
	read: readFrame,
	onError: (error) => log.warn({ reason: (error as Error).message }, 'notices could not be counted'),
});

export const noticesChanged: Channel = {
	name: 'notices_changed',
	onMessage: (personId) => liveNotices.changed(personId),
	onConnected: () => liveNotices.allChanged(),
	onSilence: () => liveNotices.stale(),
};

/** A notice of what can still be taken back is shown some seconds later, when nothing else happens: so the clock tells. */
async function readFrame(personId: string): Promise<Uint8Array> {
	const { rows } = await sql<{ unread: number; soon: number | null }>`
		SELECT count(*) FILTER (WHERE shown_from <= clock_timestamp())::int AS unread,
			(extract(epoch FROM min(shown_from) FILTER (WHERE shown_from > clock_timestamp()) - clock_timestamp()) * 1000)::float AS soon
		FROM person_notice WHERE person_id = ${personId} AND read_at IS NULL`.execute(db());
	const { unread, soon } = rows[0]!;
	clearTimeout(pending.get(personId));
	pending.delete(personId);
	if (soon !== null) {
		const timer = setTimeout(() => {
			pending.delete(personId);
			liveNotices.changed(personId);
		}, soon + 20);
		pending.set(personId, timer.unref());
	}
	return new TextEncoder().encode(`event: notices\ndata: ${JSON.stringify({ unread })}\n\n`);
}
