/**
 * Owns the decision how many groups there are and who is in which. Choices were made by what they do on generated
 * conversations whose groups are known, not by what makes one conversation look best; docs/decisions/0012 has the
 * figures.
 */
import { tidyBorder } from './border';
import { kMeans, type Point } from './k-means';
import { seeded } from './random';
import { groupSizes, meanDistances, silhouettes } from './silhouette';

export interface Partition {
	/** Of everybody in turn, 0 to k - 1. */
	groups: number[];
	k: number;
	/** Mean silhouette. */
	silhouette: number;
	/** Its standard error over people. */
	error: number;
}

const MOST_GROUPS = 5;
/** One or two outliers are no group, and to draw them as one would point at them. */
const SMALLEST_GROUP = 3;

/**
 * @param before last time's group of everybody, any number from 0 up; -1 where there was none
 * @returns undefined where all points are one
 */
export function partition(points: readonly Point[], before: readonly number[]): Partition | undefined {
	const known = [...new Set(before)].filter((group) => group >= 0).sort((a, b) => a - b);
	const warm = before.map((group) => known.indexOf(group));
	const cuts: number[][] = [];
	for (let k = 2; k <= Math.min(MOST_GROUPS, points.length - 1); k++) {
		const groups = kMeans(points, k, { random: seeded(k), warm: k === known.length ? warm : undefined });
		if (groups) cuts.push(groups);
	}
	const plain = judge(points, cuts);
	const straight = judge(points, straighten(points, cuts));
	const chosen = choose(
		plain.map((one, at) => better(one, straight[at]!)),
		known.length,
	);
	return chosen && judge(points, [tidyBorder(points, chosen.groups, SMALLEST_GROUP)])[0];
}

/**
 * k-means cuts half way between two centres, which takes the near edge of a wide group for a part of a tight one. So
 * whoever is nearer on the average to the people of another group goes over: once, for repeating it drifts (border.ts).
 */
function straighten(points: readonly Point[], cuts: readonly number[][]): number[][] {
	return meanDistances(points, cuts).map((distances, cut) => {
		const moved = distances.map((row, at) => {
			const own = cuts[cut]![at]!;
			return row.reduce((nearest, gap, group) => (gap < row[nearest]! ? group : nearest), own);
		});
		return groupSizes(moved).length === groupSizes(cuts[cut]!).length && !groupSizes(moved).includes(0)
			? moved
			: cuts[cut]!;
	});
}

function judge(points: readonly Point[], cuts: readonly number[][]): Partition[] {
	return meanDistances(points, cuts).map((distances, cut) => {
		const groups = cuts[cut]!;
		const each = silhouettes(groups, distances);
		const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
		const spread = each.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, each.length - 1);
		return { groups, k: groupSizes(groups).length, silhouette: mean, error: Math.sqrt(spread / each.length) };
	});
}

function better(a: Partition, b: Partition): Partition {
	return b.silhouette > a.silhouette ? b : a;
}

/**
 * The fewest groups whose silhouette is within one standard error of the best: a difference that chance could have made
 * is no reason for one group more (Breiman et al. 1984). Last time's number stays if it is among those, lest groups come
 * and go with every reaction.
 */
function choose(candidates: readonly Partition[], before: number): Partition | undefined {
	const large = candidates.filter(({ groups }) => Math.min(...groupSizes(groups)) >= SMALLEST_GROUP);
	const eligible = large.length > 0 ? large : candidates.slice(0, 1);
	const best = eligible.reduce<Partition | undefined>(
		(top, one) => (top && top.silhouette >= one.silhouette ? top : one),
		undefined,
	);
	if (!best) return undefined;
	const close = eligible.filter(({ silhouette }) => silhouette >= best.silhouette - best.error);
	return close.find(({ k }) => k === before) ?? close[0];
}
