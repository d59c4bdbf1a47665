/** Who may do what: one table, asked by the hook before a route runs and again by every verb. Deny by default. */
import type { Actor, Grant, Role } from './actor';

interface Rule {
	roles: readonly Role[];
	/** The person must have proved who they are within STEP_UP_MINUTES. */
	stepUp?: true;
	/** Concerns all areas at once, so a role for one area is not enough. */
	everywhere?: true;
}

const TABLE = {
	'desk.use': { roles: ['editor', 'administrator'] },
	'poll.edit': { roles: ['editor', 'administrator'] },
	'poll.close': { roles: ['editor', 'administrator'], stepUp: true },
	'topic.edit': { roles: ['editor', 'administrator'], everywhere: true },
	'notice.edit': { roles: ['editor', 'administrator'], everywhere: true },
	'comment.moderate': { roles: ['moderator', 'administrator'] },
	'comment.rules': { roles: ['moderator', 'administrator'], everywhere: true },
	'comment.answer': { roles: ['official'] },
	'dashboard.read': { roles: ['official', 'administrator'] },
	'dashboard.export': { roles: ['official', 'administrator'], stepUp: true },
	'tone.check': { roles: ['moderator', 'official', 'administrator'] },
	'people.read': { roles: ['administrator'] },
	'people.manage': { roles: ['administrator'], stepUp: true },
	'roll.import': { roles: ['administrator'], stepUp: true },
	'letters.mint': { roles: ['administrator'], stepUp: true },
	'case.settle': { roles: ['administrator'] },
	'newspaper.manage': { roles: ['administrator'], stepUp: true, everywhere: true },
	'audit.read': { roles: ['administrator'] },
	'audit.export': { roles: ['administrator'], stepUp: true },
	'fairness.read': { roles: ['administrator'], everywhere: true },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof TABLE;
export const ACTIONS = Object.keys(TABLE) as Action[];

/** Why not. `second-factor-required`: a role acts only in a session that was opened with two factors. */
export type Denial = 'sign-in-required' | 'not-allowed' | 'second-factor-required' | 'step-up-required';

export interface Subject {
	/** The area that is acted on and those that contain it, the smallest first; absent: everywhere. */
	areas?: readonly string[];
}

/** @public */
export const STEP_UP_MINUTES = 10;

export function can(
	actor: Actor | undefined,
	action: Action,
	{ subject, now }: { subject?: Subject; now: Date },
): 'yes' | Denial {
	if (!actor) return 'sign-in-required';
	const rule: Rule = TABLE[action];
	const may = actor.grants.some(
		({ role, area }) =>
			rule.roles.includes(role) && (area === null || (!rule.everywhere && covers(area, subject))),
	);
	if (!may) return 'not-allowed';
	if (actor.assurance !== 'two-factor') return 'second-factor-required';
	if (rule.stepUp && !isFresh(actor, now)) return 'step-up-required';
	return 'yes';
}

export function isFresh(actor: Pick<Actor, 'authenticatedAt'>, now: Date): boolean {
	return now.getTime() - actor.authenticatedAt.getTime() < STEP_UP_MINUTES * 60_000;
}

/** Areas with all that they contain; null: everywhere, and whoever is of no area. */
export type Scope = readonly string[] | null;

/** The areas for which somebody has a role that may do it, as far as a role decides that; null: everywhere. */
export function areasOf({ grants }: Pick<Actor, 'grants'>, action: Action): Scope {
	const { roles }: Rule = TABLE[action];
	const areas = grants.filter(({ role }) => roles.includes(role)).map(({ area }) => area);
	return areas.includes(null) ? null : areas.filter((area) => area !== null);
}

/**
 * Whether somebody lives and acts within a scope alone: only then may they be changed from there, since nobody shuts out
 * one whose power reaches beyond their own. To read it is enough to live or to act there.
 */
export function isWithin(
	{ area, grants }: { area: string | null; grants: readonly Pick<Grant, 'area'>[] },
	scope: Scope,
): boolean {
	if (scope === null) return true;
	const acts = grants.map((grant) => grant.area);
	const places = area === null ? acts : [area, ...acts];
	return places.length > 0 && places.every((place) => place !== null && scope.includes(place));
}

/** Without a subject the question is whether the actor may do it anywhere at all: a list shows what is theirs. */
function covers(area: string, subject: Subject | undefined): boolean {
	return subject === undefined || (subject.areas?.includes(area) ?? false);
}
