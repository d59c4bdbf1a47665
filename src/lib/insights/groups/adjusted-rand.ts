/**
 * How far two ways to group the same people agree, whatever the groups are called: 1 in all, about 0 by chance (Hubert
 * and Arabie 1985). Two cuts that both put everybody into one group agree.
 */
export function adjustedRand(a: readonly (number | string)[], b: readonly (number | string)[]): number {
	const [both, first, second] = [a.map((one, at) => `${one}\n${b[at]}`), a.map(String), b.map(String)].map(
		pairs,
	);
	const chance = (first! * second!) / ((a.length * (a.length - 1)) / 2);
	const most = (first! + second!) / 2;
	return most === chance ? 1 : (both! - chance) / (most - chance);
}

/** How many pairs of people share a group. */
function pairs(groups: readonly string[]): number {
	const sizes = new Map<string, number>();
	for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
	return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}
