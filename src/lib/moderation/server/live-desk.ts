/** Tells open desks that something changed; each asks for its own counts, since areas differ. */
import { env } from '../../server/env';
import { Hub } from '../../server/live/hub';
import { listen, type Listener } from '../../server/live/listener';
import { log } from '../../server/log';

const DESK = 'desk';
let listener: Listener | undefined;
let version = 0;

const hub = new Hub({
	read: () => Promise.resolve(new TextEncoder().encode(`event: desk\ndata: ${version}\n\n`)),
	pause: 1_000,
});

export const liveDesk = { hub, subject: DESK };

export function startLiveDesk(): void {
	const changed = () => {
		version++;
		hub.changed(DESK);
	};
	listener ??= listen({
		connectionString: env().DATABASE_URL,
		channel: 'desk_changed',
		onMessage: changed,
		onConnected: changed,
		onLost: () => log.warn('listener of the desk lost, reconnecting'),
	});
}

export async function stopLiveDesk(): Promise<void> {
	hub.close();
	const stopping = listener;
	listener = undefined;
	await stopping?.close();
}
