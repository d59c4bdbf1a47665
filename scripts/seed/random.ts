/** Chance that is the same on every machine. */

/** From 0 up to 1. */
export type Random = () => number;

/** `count` different indexes, ascending. */
export function pick(weights: number[], count: number, random: Random): number[] {
	const left = [...weights];
	const picked: number[] = [];
	while (picked.length < count) {
		const index = pickOne(left, random);
		picked.push(index);
		left[index] = 0;
	}
	return picked.sort((a, b) => a - b);
}

export function pickOne(weights: number[], random: Random): number {
	let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
	const index = weights.findIndex((weight) => (rest -= weight) < 0);
	return index >= 0 ? index : weights.findLastIndex((weight) => weight > 0);
}

/** Mulberry32: the same town everywhere. */
export function seededRandom(seed: number): Random {
	let state = seed * 0x9e3779b9;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}
