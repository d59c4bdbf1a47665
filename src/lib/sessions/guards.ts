/**
 * What a route asks of whoever comes, by its group. Deny by default: a route that no line names is refused to everybody,
 * and the test that walks all routes fails. The verb behind a route asks again (people/can.ts).
 */
import type { Action, Denial } from '../people/can';

export type Guard = 'anyone' | 'signed-in' | Action;

/** Longest prefix wins. Prefixes end at a slash of the route's id. */
const GUARDS: readonly (readonly [prefix: string, guard: Guard])[] = [
	['/(public)', 'anyone'],
	['/(sign-in)', 'anyone'],
	['/(account)', 'signed-in'],
	['/(desk)', 'desk.use'],
	['/(desk)/desk/polls/[id=uuid]/closing', 'poll.close'],
	['/(desk)/desk/topics', 'topic.edit'],
	['/(desk)/desk/notices', 'notice.edit'],
	['/(moderation)', 'comment.moderate'],
	['/(moderation)/moderation/rules', 'comment.rules'],
	['/(officials)', 'dashboard.read'],
	['/(officials)/dashboard/tone', 'tone.check'],
	['/(officials)/dashboard/tone/comments.[format=table]', 'dashboard.export'],
	['/(officials)/dashboard/polls.[format=table]', 'dashboard.export'],
	['/(officials)/dashboard/comments.[format=table]', 'dashboard.export'],
	['/(officials)/dashboard/polls/[slug=slug]/results.[format=table]', 'dashboard.export'],
	['/(administration)', 'people.read'],
	['/(administration)/administration/roll', 'roll.import'],
	['/(administration)/administration/letters', 'letters.mint'],
	['/(administration)/administration/newspapers', 'newspaper.manage'],
	['/(administration)/administration/fairness', 'fairness.read'],
	['/(administration)/administration/audit', 'audit.read'],
	['/(administration)/administration/audit/export.csv', 'audit.export'],
	['/embed', 'anyone'],
	['/api/v1', 'anyone'],
	['/preferences', 'anyone'],
	['/healthz', 'anyone'],
	['/readyz', 'anyone'],
	['/metrics', 'anyone'],
];

/** @returns undefined for a route that nobody may enter, since nobody said who may */
export function guardOf(routeId: string): Guard | undefined {
	const fitting = GUARDS.filter(([prefix]) => routeId === prefix || routeId.startsWith(`${prefix}/`));
	return fitting.sort(([a], [b]) => b.length - a.length)[0]?.[1];
}

const WAY_ON: Record<Denial, string | undefined> = {
	'sign-in-required': '/sign-in',
	'second-factor-required': '/sign-in/second-factor',
	'step-up-required': '/sign-in/again',
	'not-allowed': undefined,
};

/** Where to go on for what was denied, and back to `next` from there; undefined where nothing helps. */
export function wayOn(denial: Denial, next: string): string | undefined {
	const way = WAY_ON[denial];
	return way && `${way}?next=${encodeURIComponent(next)}`;
}

/** Only a path of ours: anything that a browser could read as another site leads home. */
export function localPath(text: string | null | undefined): string {
	if (!text || !/^\/(?![/\\])/.test(text) || /[\\\p{Cc}]/u.test(text) || text.length > 500) return '/';
	return text;
}
