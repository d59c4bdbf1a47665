/** Tells open desks that something changed; each asks for its own counts, since areas differ. */
import { Hub } from '../../server/live/hub';
import type { Channel } from '../../server/live/listener';

const DESK = 'desk';
let version = 0;

const hub = new Hub({
	read: () => Promise.resolve(new TextEncoder().encode(`event: desk\ndata: ${version}\n\n`)),
	pause: 1_000,
});

export const liveDesk = { hub, subject: DESK };

function changed(): void {
	version++;
	hub.changed(DESK);
}

export const deskChanged: Channel = { name: 'desk_changed', onMessage: changed, onConnected: changed };
