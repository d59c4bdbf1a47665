/**
 * Tells open desks that something changed; each asks for its own counts and claims, since areas differ. A claim that runs out
 * changes something while nothing else happens: so the clock tells.
 */
import { sql } from 'kysely';
import { db } from '../../server/db/client';
import { Hub } from '../../server/live/hub';
import type { Channel } from '../../server/live/listener';
import { log } from '../../server/log';

const DESK = 'desk';
let version = 0;
let runsOut: NodeJS.Timeout | undefined;

const hub = new Hub({
	read: readFrame,
	pause: 1_000,
	onError: (error) => log.warn({ reason: (error as Error).message }, 'claims could not be read'),
});

export const liveDesk = { hub, subject: DESK };

function changed(): void {
	version++;
	hub.changed(DESK);
}

export const deskChanged: Channel = {
	name: 'desk_changed',
	onMessage: changed,
	onConnected: () => {
		version++;
		hub.allChanged();
	},
	onSilence: () => hub.stale(),
};

async function readFrame(): Promise<Uint8Array> {
	const { rows } = await sql<{ soon: number | null }>`
		SELECT (extract(epoch FROM min(expires_at) - clock_timestamp()) * 1000)::float AS soon
		FROM claim WHERE expires_at > clock_timestamp()`.execute(db());
	const soon = rows[0]?.soon ?? null;
	clearTimeout(runsOut);
	runsOut = soon === null ? undefined : setTimeout(changed, soon + 20).unref();
	return new TextEncoder().encode(`event: desk\ndata: ${version}\n\n`);
}
