/** Where opinion moved: what those said who answered in a period, against all who had answered before it. */
import { isRating, type Kind, type VoterClass } from '../polls/poll';
import { FEW, meanInterval, overlap, wilson } from './interval';
import type { SharePoint } from './share-points';

export interface Shift {
	class: VoterClass;
	/** Whose share moved; null: the mean of a scale did. */
	option: number | null;
	/** A share, or a mean: of those who had answered before the period, and of those who answered in it. */
	before: number;
	now: number;
	/** How many answered in it. */
	ballots: number;
	/** How far it moved, as a part of what it could. */
	size: number;
}

type Stood = Pick<SharePoint, 'ballots' | 'votes'>;

/**
 * The largest change that chance alone would hardly make: both intervals apart. Somebody who changed an answer counts
 * among those who answered; where that makes fewer than none of an option, nothing is said of it.
 *
 * @param before how results stood when the period began, and `now` how they stand
 */
export function shiftOf(
	{ kind, options, class: voters }: { kind: Kind; options: readonly number[]; class: VoterClass },
	before: Stood,
	now: Stood,
): Shift | undefined {
	const ballots = now.ballots - before.ballots;
	if (before.ballots < FEW || ballots < FEW) return undefined;
	const counts = options.map((id) => {
		const [first, last] = [before.votes[id] ?? 0, now.votes[id] ?? 0];
		return { id, first, come: last - first };
	});
	if (isRating(kind)) {
		if (counts.some(({ come }) => come < 0)) return undefined;
		const earlier = meanInterval(counts.map(({ id, first }) => [id, first]));
		const later = meanInterval(counts.map(({ id, come }) => [id, come]));
		if (!earlier || !later || overlap(earlier, later)) return undefined;
		const span = Math.max(...options) - Math.min(...options);
		const size = Math.abs(later.mean - earlier.mean) / span;
		return { class: voters, option: null, before: earlier.mean, now: later.mean, ballots, size };
	}
	const shifts = counts.flatMap(({ id, first, come }): Shift[] => {
		if (come < 0 || come > ballots) return [];
		const [earlier, later] = [wilson(first, before.ballots)!, wilson(come, ballots)!];
		if (overlap(earlier, later)) return [];
		const [from, to] = [first / before.ballots, come / ballots];
		return [{ class: voters, option: id, before: from, now: to, ballots, size: Math.abs(to - from) }];
	});
	return shifts.sort((a, b) => b.size - a.size)[0];
}
