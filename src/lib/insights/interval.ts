/** How sure a share is. */

/** 97.5th percentile of the standard normal distribution, for an interval that covers 95 %. */
const Z = 1.959963984540054;

/** Under this many a share says more than is known. */
export const FEW = 30;

export interface Interval {
	/** Shares, 0 to 1, or values of a scale. */
	low: number;
	high: number;
}

/**
 * Wilson's score interval at 95 %: E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927), 209-212. It stays within 0 and 1 and holds for
 * few answers and for shares near the ends, where the textbook interval does not. It supposes answers drawn at random.
 *
 * @param votes 0 to `ballots`
 * @returns undefined without ballots
 */
export function wilson(votes: number, ballots: number): Interval | undefined {
	if (ballots === 0) return undefined;
	const share = votes / ballots;
	const z2 = (Z * Z) / ballots;
	const centre = share + z2 / 2;
	const reach = Z * Math.sqrt((share * (1 - share)) / ballots + z2 / (4 * ballots));
	// At the ends the bound is the end itself, which rounding would miss by a hair.
	return {
		low: votes === 0 ? 0 : Math.max(0, (centre - reach) / (1 + z2)),
		high: votes === ballots ? 1 : Math.min(1, (centre + reach) / (1 + z2)),
	};
}

export interface Mean extends Interval {
	mean: number;
}

/**
 * Mean of a scale with its interval at 95 %: the normal approximation, which holds from some thirty answers on, on a scale
 * that has ends.
 *
 * @param counts value -> how many chose it
 * @returns undefined for fewer than two answers
 */
export function meanInterval(counts: readonly (readonly [value: number, count: number])[]): Mean | undefined {
	const n = counts.reduce((sum, [, count]) => sum + count, 0);
	if (n < 2) return undefined;
	const mean = counts.reduce((sum, [value, count]) => sum + value * count, 0) / n;
	const spread = counts.reduce((sum, [value, count]) => sum + count * (value - mean) ** 2, 0);
	const reach = Z * Math.sqrt(spread / (n - 1) / n);
	const values = counts.map(([value]) => value);
	return {
		mean,
		low: Math.max(Math.min(...values), mean - reach),
		high: Math.min(Math.max(...values), mean + reach),
	};
}

/** Whether two shares can't be told apart: their intervals overlap. */
export function overlap(a: Interval, b: Interval): boolean {
	return a.low <= b.high && b.low <= a.high;
}
