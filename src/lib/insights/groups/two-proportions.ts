/** What a difference between two shares is worth, and how sure one can be of one. */

/** So many of so many. */
export interface Part {
	yes: number;
	of: number;
}

/**
 * z of the two-proportion test with the pooled share (Fleiss, Levin and Paik, Statistical Methods for Rates and
 * Proportions, 3rd ed., 3.2): positive if the first share is larger, 0 where nothing can be said.
 */
export function twoProportions(a: Part, b: Part): number {
	if (a.of === 0 || b.of === 0) return 0;
	const pooled = (a.yes + b.yes) / (a.of + b.of);
	const spread = pooled * (1 - pooled) * (1 / a.of + 1 / b.of);
	return spread > 0 ? (a.yes / a.of - b.yes / b.of) / Math.sqrt(spread) : 0;
}

/** Chance of a z at least as large where there is no difference (Press et al., Numerical Recipes, 6.2: 1e-7 relative). */
export function upperTail(z: number): number {
	const x = Math.abs(z) / Math.SQRT2;
	const t = 1 / (1 + x / 2);
	const series = [
		0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
		1.00002368, -1.26551223,
	].reduce((sum, factor) => sum * t + factor);
	const tail = (t * Math.exp(-x * x + series)) / 2;
	return z >= 0 ? tail : 1 - tail;
}

/** Which of many tests to believe so that at most that share of the believed ones is chance (Benjamini and Hochberg 1995). */
export function believable(chances: readonly number[], falseShare = 0.05): boolean[] {
	const sorted = [...chances].sort((a, b) => a - b);
	const last = sorted.findLastIndex((p, at) => p <= (falseShare * (at + 1)) / sorted.length);
	return chances.map((p) => last >= 0 && p <= sorted[last]!);
}

/** The lower end of Wilson's interval: the share is at least that, with a confidence of 95 % on this side. */
export function atLeast({ yes, of }: Part): number {
	if (of === 0) return 0;
	const z = 1.6448536269514722;
	const share = yes / of;
	const middle = share + (z * z) / (2 * of);
	const margin = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
	return Math.max(0, (middle - margin) / (1 + (z * z) / of));
}
