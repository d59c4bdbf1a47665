import { expect, it } from 'vitest';
import { adjustedRand } from './adjusted-rand';

it.each([
	['the same groups under other names', [0, 0, 1, 1], ['b', 'b', 'a', 'a'], 1],
	['nobody apart in either', [0, 0, 0], [5, 5, 5], 1],
	// No pair in both, 2 of 6 in each: by chance 2/3, so (0 - 2/3) / (2 - 2/3).
	['less agreement than chance', [0, 0, 1, 1], [0, 1, 0, 1], -0.5],
	// The textbook's table 1 1 0 / 1 2 1 / 0 0 4: 1 + 6 pairs in both, 1 + 6 + 6 and 1 + 3 + 10 of 45.
	['a textbook table', [0, 0, 1, 1, 1, 1, 2, 2, 2, 2], [0, 1, 0, 1, 1, 2, 2, 2, 2, 2], 0.3126],
])('%s', (_, a, b, agreement) => {
	expect(adjustedRand(a, b)).toBeCloseTo(agreement, 4);
});
