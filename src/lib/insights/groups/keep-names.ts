/** Groups keep their name and colour from one run to the next: a slot, which each new group takes over from the old one. */

/**
 * The slot of every new group. Pairs old and new groups so that as many people as possible stay where they were; a group
 * that has nobody in common with an old one gets the lowest free slot, the largest such group first.
 * @param groups of everybody in turn, 0 to k - 1
 * @param before slots of last time, of the same people, -1 for who was in none
 */
export function keepNames(groups: readonly number[], k: number, before: readonly number[]): number[] {
	const slots = Math.max(k, ...before.map((slot) => slot + 1));
	const shared = Array.from({ length: k }, () => new Array<number>(slots).fill(0));
	const sizes = new Array<number>(k).fill(0);
	groups.forEach((group, at) => {
		sizes[group]! += 1;
		if (before[at]! >= 0) shared[group]![before[at]!]! += 1;
	});
	const kept = pairUp(shared, 0, new Set()).slots;
	const taken = new Set(kept.filter((slot) => slot >= 0));
	const newcomers = kept
		.flatMap((slot, group) => (slot < 0 ? [group] : []))
		.sort((a, b) => sizes[b]! - sizes[a]!);
	for (const group of newcomers) {
		let slot = 0;
		while (taken.has(slot)) slot++;
		taken.add(slot);
		kept[group] = slot;
	}
	return kept;
}

/** Tries every pairing: groups are at most five. -1 is a group that takes over nothing. */
function pairUp(shared: number[][], group: number, taken: Set<number>): { slots: number[]; stay: number } {
	if (group === shared.length) return { slots: [], stay: 0 };
	const without = pairUp(shared, group + 1, taken);
	let best = { slots: [-1, ...without.slots], stay: without.stay };
	shared[group]!.forEach((people, slot) => {
		if (people === 0 || taken.has(slot)) return;
		const rest = pairUp(shared, group + 1, new Set([...taken, slot]));
		if (rest.stay + people > best.stay) best = { slots: [slot, ...rest.slots], stay: rest.stay + people };
	});
	return best;
}
