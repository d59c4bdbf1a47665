/** Chance that repeats itself: the same seed gives the same numbers on every machine, so that a run can be checked. */
export type Random = () => number;

/** Uniform in [0, 1). Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, ample for picking and shuffling. */
export function seeded(seed: number): Random {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** In place, every order equally likely (Fisher and Yates). */
export function shuffle(values: Float64Array, random: Random): void {
	for (let last = values.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		const kept = values[last]!;
		values[last] = values[other]!;
		values[other] = kept;
	}
}
