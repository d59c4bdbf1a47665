/** Where staff work, in the order of the header. Each is shown to whoever the guard behind it would let in. */
import type { Actor } from './actor';
import { can, type Action } from './can';

export interface StaffRoom {
	name: 'audit';
	path: string;
}

const ROOMS: readonly (StaffRoom & { action: Action })[] = [
	{ name: 'audit', path: '/administration/audit', action: 'audit.read' },
];

/** Also what a second factor would open: the way there asks for it. */
export function listStaffRooms(actor: Actor | undefined, now: Date): StaffRoom[] {
	return ROOMS.filter(({ action }) => {
		const answer = can(actor, action, { now });
		return answer === 'yes' || answer === 'second-factor-required';
	}).map(({ name, path }) => ({ name, path }));
}
