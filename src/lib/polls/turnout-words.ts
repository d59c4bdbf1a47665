import { m } from '$lib/i18n/paraglide/messages';
import { answers, number } from '$lib/ui/format';
import type { Level } from './poll';
import { classesOf, type Turnout } from './results';

/** How many answered, by class and never added up; nothing while that is hidden. */
export function turnoutParts(level: Level, turnout: Turnout | null): string[] {
	if (!turnout) return [];
	if (level !== 'open') return [answers(turnout.verified)];
	return classesOf(level).map((voters) =>
		voters === 'verified'
			? m.turnout_verified({ text: number(turnout.verified) })
			: m.turnout_unverified({ text: number(turnout.unverified) }),
	);
}
