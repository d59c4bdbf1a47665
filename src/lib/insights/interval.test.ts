import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanInterval, overlap, wilson } from './interval';

// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.
test.each([
	[81, 263, 0.2553, 0.3662],
	[15, 148, 0.0624, 0.1605],
	[0, 20, 0, 0.1611],
	[1, 29, 0.0061, 0.1718],
])('%i of %i lie between %f and %f, as published', (votes, ballots, low, high) => {
	const interval = wilson(votes, ballots)!;
	expect(interval.low).toBeCloseTo(low, 4);
	expect(interval.high).toBeCloseTo(high, 4);
});

test('nobody asked, nothing known', () => {
	expect(wilson(0, 0)).toBeUndefined();
});

test('the interval holds the share, stays within 0 and 1, and narrows as answers come', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 5_000 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(ballots, part) => {
				const votes = Math.round(part * ballots);
				const { low, high } = wilson(votes, ballots)!;
				expect(low).toBeGreaterThanOrEqual(0);
				expect(high).toBeLessThanOrEqual(1);
				expect(low).toBeLessThanOrEqual(votes / ballots);
				expect(high).toBeGreaterThanOrEqual(votes / ballots);
				const more = wilson(votes * 4, ballots * 4)!;
				expect(more.high - more.low).toBeLessThan(high - low);
			},
		),
	);
});

test('shares whose intervals touch are not told apart', () => {
	expect(overlap({ low: 0.2, high: 0.3 }, { low: 0.3, high: 0.4 })).toBe(true);
	expect(overlap({ low: 0.35, high: 0.4 }, { low: 0.2, high: 0.3 })).toBe(false);
});

test('a mean lies within its interval, which stays on the scale', () => {
	// 1.96 × sd / √n with sd² = 0.2525…: of a hundred answers, half 2 and half 3.
	const half = meanInterval([
		[1, 0],
		[2, 50],
		[3, 50],
	])!;
	expect(half.mean).toBe(2.5);
	expect(half.high - half.mean).toBeCloseTo(0.0985, 4);
	expect(half.mean - half.low).toBeCloseTo(0.0985, 4);
	expect(meanInterval([[1, 2]])).toEqual({ mean: 1, low: 1, high: 1 });
	const end = [
		[0, 1],
		[10, 40],
	] as const;
	expect(meanInterval(end)!.high).toBe(10);
	expect(meanInterval([[1, 1]])).toBeUndefined();
});
