import { describe, expect, it } from 'vitest';
import { atLeast, believable, twoProportions, upperTail } from './two-proportions';

describe('the two-proportion test', () => {
	it.each([
		// pooled 60/100 = 0.6; spread 0.24 × (1/50 + 1/50) = 0.0096; 0.2 / 0.0979796
		[{ yes: 35, of: 50 }, { yes: 25, of: 50 }, 2.0412414523],
		// pooled 12/40 = 0.3; spread 0.21 × (1/10 + 1/30) = 0.028; 0.4 / 0.1673320
		[{ yes: 6, of: 10 }, { yes: 6, of: 30 }, 2.3904572187],
		[{ yes: 25, of: 50 }, { yes: 35, of: 50 }, -2.0412414523],
	])('of %o against %o gives z = %d', (a, b, z) => {
		expect(twoProportions(a, b)).toBeCloseTo(z, 9);
	});

	it.each([
		[
			{ yes: 0, of: 0 },
			{ yes: 3, of: 9 },
		],
		[
			{ yes: 5, of: 5 },
			{ yes: 8, of: 8 },
		],
		[
			{ yes: 0, of: 5 },
			{ yes: 0, of: 8 },
		],
	])('says nothing of %o and %o', (a, b) => {
		expect(twoProportions(a, b)).toBe(0);
	});

	it.each([
		[0, 0.5],
		[1, 0.1586552539],
		[1.959963985, 0.025],
		[-1.6448536, 0.95],
		[6, 9.8658764e-10],
	])('finds a z of %d or more by chance with %d', (z, p) => {
		expect(upperTail(z) / p).toBeCloseTo(1, 6);
	});
});

describe('many tests at once', () => {
	it('believes those below the rising line, and what is smaller than the last of them', () => {
		// Lines 0.0125, 0.025, 0.0375, 0.05: the third is under its line and takes the second along.
		expect(believable([0.9, 0.001, 0.037, 0.03])).toEqual([false, true, true, true]);
		expect(believable([0.04, 0.5, 0.6, 0.7])).toEqual([false, false, false, false]);
		expect(believable([])).toEqual([]);
	});
});

describe("the lower end of Wilson's interval", () => {
	it.each([
		// z² = 2.7055: (0.8 + 0.135277 − 1.644854 × √(0.016 + 0.00676386)) / 1.270554
		[{ yes: 8, of: 10 }, 0.541],
		[{ yes: 0, of: 10 }, 0],
		[{ yes: 0, of: 0 }, 0],
		// 1 / (1 + 2.7055 / 4)
		[{ yes: 4, of: 4 }, 0.5965],
	])('of %o is %d', (part, low) => {
		expect(atLeast(part)).toBeCloseTo(low, 3);
	});
});
