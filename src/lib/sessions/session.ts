/** How long a session lasts: the rules, as pure functions. */
import { isStaff, type Grant, type Role } from '../people/actor';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Lifetime {
	/** Milliseconds without a request. */
	idle: number;
	/** Milliseconds in all. */
	absolute: number;
}

const CITIZEN: Lifetime = { idle: 10 * DAY, absolute: 30 * DAY };
const STAFF: Record<Role, Lifetime> = {
	moderator: { idle: 30 * MINUTE, absolute: 12 * HOUR },
	editor: { idle: 30 * MINUTE, absolute: 12 * HOUR },
	official: { idle: 15 * MINUTE, absolute: 8 * HOUR },
	administrator: { idle: 15 * MINUTE, absolute: 8 * HOUR },
};

/** The shortest of what their roles allow. Asked anew at each request, so a new role shortens an old session at once. */
export function lifetimeOf(grants: readonly Pick<Grant, 'role'>[]): Lifetime {
	if (!isStaff({ grants: grants as Grant[] })) return CITIZEN;
	const all = grants.map(({ role }) => STAFF[role]);
	return {
		idle: Math.min(...all.map(({ idle }) => idle)),
		absolute: Math.min(...all.map(({ absolute }) => absolute)),
	};
}

/**
 * Whether a session was opened by the proof of being one certain citizen. A factor of staff is none: it came by a link
 * that an administrator made, and no administrator must be able to vote for somebody.
 * @param way as a session has it, such as `eid+totp`
 */
export function isCitizensWay(way: string): boolean {
	return /^(eid|roll|letter)(\+|$)/.test(way);
}

export interface SessionTimes {
	createdAt: Date;
	lastSeenAt: Date;
}

export function isAlive(
	{ createdAt, lastSeenAt }: SessionTimes,
	{ idle, absolute }: Lifetime,
	now: Date,
): boolean {
	return now.getTime() - createdAt.getTime() < absolute && now.getTime() - lastSeenAt.getTime() < idle;
}

/** Whether to note that the person is still here: once an hour, or often enough that a short idle time is kept exactly. */
export function isSeeingDue({ lastSeenAt }: SessionTimes, { idle }: Lifetime, now: Date): boolean {
	return now.getTime() - lastSeenAt.getTime() > Math.min(HOUR, idle / 15);
}
