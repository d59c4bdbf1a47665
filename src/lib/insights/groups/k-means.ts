/** Points in a plane or a space of few dimensions, cut into k heaps around their centres (Lloyd; k-means++ to begin). */
import type { Random } from './random';

export type Point = readonly number[];

const STARTS = 12;
const MAX_ROUNDS = 100;

/** The group of every point, 0 to k - 1; undefined where the points do not make k groups, for they lie on fewer places. */
export function kMeans(
	points: readonly Point[],
	k: number,
	{ random, warm }: { random: Random; warm?: readonly number[] | undefined },
): number[] | undefined {
	const starts = Array.from({ length: STARTS }, () => spread(points, k, random));
	// Last time's groups are one start of many: they save nothing if a better cut is there.
	if (warm) starts.unshift(centresOf(points, warm, k));
	let best: { groups: number[]; error: number } | undefined;
	for (const start of starts) {
		const found = start && settle(points, start);
		if (found && (!best || found.error < best.error * (1 - 1e-9))) best = found;
	}
	return best?.groups;
}

/** Which centre is nearest; the first of equally near ones. */
export function nearest(point: Point, centres: readonly Point[]): number {
	let found = 0;
	let least = Infinity;
	for (let at = 0; at < centres.length; at++) {
		const gap = squared(point, centres[at]!);
		if (gap < least) [found, least] = [at, gap];
	}
	return found;
}

/** @returns undefined if a group is empty; a label below 0 belongs to none */
export function centresOf(
	points: readonly Point[],
	groups: readonly number[],
	k: number,
): Point[] | undefined {
	const sums = Array.from({ length: k }, () => new Array<number>(points[0]?.length ?? 0).fill(0));
	const sizes = new Array<number>(k).fill(0);
	points.forEach((point, at) => {
		const group = groups[at]!;
		if (group < 0) return;
		sizes[group]! += 1;
		point.forEach((x, axis) => (sums[group]![axis]! += x));
	});
	return sizes.includes(0) ? undefined : sums.map((sum, group) => sum.map((x) => x / sizes[group]!));
}

/** The square of the distance. */
export function squared(a: Point, b: Point): number {
	let sum = 0;
	for (let axis = 0; axis < a.length; axis++) sum += (a[axis]! - b[axis]!) ** 2;
	return sum;
}

function settle(points: readonly Point[], start: Point[]): { groups: number[]; error: number } | undefined {
	let centres: Point[] | undefined = start;
	let groups: number[] = [];
	for (let round = 0; round < MAX_ROUNDS && centres; round++) {
		const known: Point[] = centres;
		const next = points.map((point) => nearest(point, known));
		if (next.every((group, at) => group === groups[at])) break;
		groups = next;
		centres = centresOf(points, groups, start.length);
	}
	if (!centres) return undefined;
	return { groups, error: points.reduce((sum, point, at) => sum + squared(point, centres[groups[at]!]!), 0) };
}

/** Far-apart points to begin from: each next one is drawn by its squared distance (Arthur and Vassilvitskii 2007). */
function spread(points: readonly Point[], k: number, random: Random): Point[] | undefined {
	const centres = [points[Math.floor(random() * points.length)]!];
	const gaps = points.map((point) => squared(point, centres[0]!));
	while (centres.length < k) {
		let left = random() * gaps.reduce((sum, gap) => sum + gap, 0);
		const drawn = gaps.findIndex((gap) => gap > 0 && (left -= gap) <= 0);
		// Rounding may leave a rest after the last; nothing drawn at all means that every point is a centre already.
		const at = drawn >= 0 ? drawn : gaps.findLastIndex((gap) => gap > 0);
		if (at < 0) return undefined;
		centres.push(points[at]!);
		points.forEach((point, i) => (gaps[i] = Math.min(gaps[i]!, squared(point, points[at]!))));
	}
	return centres;
}
