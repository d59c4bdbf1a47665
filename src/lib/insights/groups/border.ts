/**
 * Owns the last look at people on the border between two groups: whoever is hardly nearer to their own group than to the
 * next goes over where that tells all groups apart better. Few may: to go on until nothing moves peels outliers off or
 * drifts towards a small tight group and everybody else, which the silhouette likes and nobody would recognise.
 */
import { squared, type Point } from './k-means';
import { groupSizes, meanDistances, silhouettes } from './silhouette';

/** Whose silhouette is below it stands on the border. */
const BORDER = 0.1;

/** A quarter of √n: less than the sizes of groups would differ if others of the same mind had come. */
function mostToMove(people: number): number {
	return Math.ceil(Math.sqrt(people) / 4);
}

/**
 * @param smallest no group is left with fewer people
 * @returns the groups of everybody in turn, with a mean silhouette that is no less
 */
export function tidyBorder(points: readonly Point[], given: readonly number[], smallest: number): number[] {
	const [means] = meanDistances(points, [given]);
	const groups = [...given];
	const sizes = groupSizes(groups);
	const sums = means!.map((row, at) => row.map((mean, group) => mean * others(group, at)));
	let silhouette = meanSilhouette();
	let moved = 0;
	for (const person of borderOf(silhouettes(groups, means!))) {
		const own = groups[person]!;
		if (moved === mostToMove(points.length) || sizes[own]! <= smallest) continue;
		const gaps = points.map((point) => Math.sqrt(squared(point, points[person]!)));
		move(person, nextGroup(person), gaps);
		const now = meanSilhouette();
		if (now > silhouette) {
			silhouette = now;
			moved += 1;
		} else {
			move(person, own, gaps);
		}
	}
	return groups;

	function others(group: number, at: number): number {
		return Math.max(1, sizes[group]! - (groups[at] === group ? 1 : 0));
	}

	function nextGroup(at: number): number {
		let next = -1;
		for (let group = 0; group < sizes.length; group++) {
			if (group === groups[at]) continue;
			if (next < 0 || sums[at]![group]! / sizes[group]! < sums[at]![next]! / sizes[next]!) next = group;
		}
		return next;
	}

	function move(person: number, to: number, gaps: readonly number[]): void {
		const from = groups[person]!;
		gaps.forEach((gap, at) => {
			sums[at]![from]! -= gap;
			sums[at]![to]! += gap;
		});
		sizes[from]! -= 1;
		sizes[to]! += 1;
		groups[person] = to;
	}

	function meanSilhouette(): number {
		let total = 0;
		for (let at = 0; at < groups.length; at++) {
			const own = groups[at]!;
			if (sizes[own]! < 2) continue;
			const within = sums[at]![own]! / others(own, at);
			const next = nextGroup(at);
			const beside = sums[at]![next]! / sizes[next]!;
			const larger = Math.max(within, beside);
			if (larger > 0) total += (beside - within) / larger;
		}
		return total / groups.length;
	}
}

/** Nearest to the other side first. */
function borderOf(each: readonly number[]): number[] {
	return each
		.map((silhouette, person) => ({ silhouette, person }))
		.filter(({ silhouette }) => silhouette < BORDER)
		.sort((a, b) => a.silhouette - b.silhouette || a.person - b.person)
		.map(({ person }) => person);
}
