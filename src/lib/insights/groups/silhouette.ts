/**
 * How much nearer everybody is to their own group than to the next (Rousseeuw 1987): 1 is a world apart, 0 on the border,
 * below 0 nearer to the others. Works out each distance once, for several cuts of the same points at a time, and keeps no
 * table of distances: n people cost n² time and n memory.
 */
import type { Point } from './k-means';

/** By person, the mean distance to the members of each group, oneself not counted. */
export type MeanDistances = number[][];

export function meanDistances(
	points: readonly Point[],
	cuts: readonly (readonly number[])[],
): MeanDistances[] {
	// People whom every cut puts together share a cell: the sums are made by cell, whatever the number of cuts.
	const cells = new Map<string, number>();
	const cell = Uint16Array.from(points, (_, at) => {
		const name = cuts.map((groups) => groups[at]!).join();
		return cells.get(name) ?? cells.set(name, cells.size).size - 1;
	});
	const cellGroups = [...cells.keys()].map((name) => name.split(',').map(Number));
	const sizes = cuts.map(groupSizes);
	const sums = new Float64Array(cells.size);
	const means: MeanDistances[] = cuts.map(() => []);
	const coordinates = Float64Array.from(points.flat());
	for (let at = 0; at < points.length; at++) {
		sums.fill(0);
		addDistances(coordinates, { at, cell, sums });
		cuts.forEach((groups, cut) => {
			const row = sizes[cut]!.map(() => 0);
			cellGroups.forEach((group, i) => (row[group[cut]!]! += sums[i]!));
			means[cut]!.push(
				row.map((sum, group) => sum / Math.max(1, sizes[cut]![group]! - (groups[at] === group ? 1 : 0))),
			);
		});
	}
	return means;
}

function addDistances(
	coordinates: Float64Array,
	{ at, cell, sums }: { at: number; cell: Uint16Array; sums: Float64Array },
): void {
	const axes = coordinates.length / cell.length;
	for (let other = 0; other < cell.length; other++) {
		let gap = 0;
		for (let axis = 0; axis < axes; axis++) {
			const difference = coordinates[at * axes + axis]! - coordinates[other * axes + axis]!;
			gap += difference * difference;
		}
		sums[cell[other]!]! += Math.sqrt(gap);
	}
}

/** Everybody's silhouette; 0 for whoever is alone in a group, as Rousseeuw has it. */
export function silhouettes(groups: readonly number[], distances: MeanDistances): number[] {
	const sizes = groupSizes(groups);
	return distances.map((row, at) => {
		const own = groups[at]!;
		if (sizes[own]! < 2 || sizes.length < 2) return 0;
		const within = row[own]!;
		const next = Math.min(...row.filter((_, group) => group !== own && sizes[group]! > 0));
		const larger = Math.max(within, next);
		return larger > 0 ? (next - within) / larger : 0;
	});
}

export function groupSizes(groups: readonly number[]): number[] {
	const sizes = new Array<number>(groupCount(groups)).fill(0);
	for (const group of groups) sizes[group]! += 1;
	return sizes;
}

function groupCount(groups: readonly number[]): number {
	return groups.reduce((most, group) => Math.max(most, group + 1), 0);
}
