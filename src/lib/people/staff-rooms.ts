/** Where staff work, in the order of the header. Each is shown to whoever the guard behind it would let in. */
import type { Actor } from './actor';
import { can, type Action } from './can';

export interface StaffRoom {
	name:
		| 'dashboard'
		| 'tone'
		| 'desk'
		| 'moderation'
		| 'fairness'
		| 'people'
		| 'roll'
		| 'letters'
		| 'newspapers'
		| 'cases'
		| 'audit';
	path: string;
}

const ROOMS: readonly (StaffRoom & { action: Action })[] = [
	{ name: 'moderation', path: '/moderation', action: 'comment.moderate' },
	{ name: 'desk', path: '/desk/polls', action: 'desk.use' },
	{ name: 'dashboard', path: '/dashboard', action: 'dashboard.read' },
	{ name: 'tone', path: '/dashboard/tone', action: 'tone.check' },
	{ name: 'people', path: '/administration/people', action: 'people.read' },
	{ name: 'roll', path: '/administration/roll', action: 'roll.import' },
	{ name: 'letters', path: '/administration/letters', action: 'letters.mint' },
	{ name: 'newspapers', path: '/administration/newspapers', action: 'newspaper.manage' },
	{ name: 'cases', path: '/administration/cases', action: 'case.settle' },
	{ name: 'fairness', path: '/administration/fairness', action: 'fairness.read' },
	{ name: 'audit', path: '/administration/audit', action: 'audit.read' },
];

/** Also what a second factor or a fresh proof would open: the way there asks for it. */
export function listStaffRooms(actor: Actor | undefined, now: Date): StaffRoom[] {
	return ROOMS.filter(({ action }) => {
		const answer = can(actor, action, { now });
		return answer !== 'sign-in-required' && answer !== 'not-allowed';
	}).map(({ name, path }) => ({ name, path }));
}
