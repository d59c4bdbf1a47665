import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanDistances, silhouettes } from './silhouette';

const of = (points: number[][], groups: number[]) => silhouettes(groups, meanDistances(points, [groups])[0]!);
const CLOUD = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
	minLength: 4,
	maxLength: 30,
});

describe('silhouettes', () => {
	it('of two pairs on a line are those worked out by hand', () => {
		// At 0: within 1, to the others (10 + 11) / 2; at 1: within 1, to the others (9 + 10) / 2.
		const [outer, inner] = [(10.5 - 1) / 10.5, (9.5 - 1) / 9.5];
		const found = of([[0], [1], [10], [11]], [0, 0, 1, 1]);
		[outer, inner, inner, outer].forEach((one, at) => expect(found[at]).toBeCloseTo(one, 12));
	});

	it('are negative for whoever is nearer to others, and go by the next group, not the last', () => {
		// At 9: within 9, to the next group 1, to the last 91.
		expect(of([[0], [9], [10], [100]], [0, 0, 1, 2])[1]).toBeCloseTo((1 - 9) / 9, 12);
	});

	it('are 0 for whoever is alone, on one spot with everybody, or in the only group', () => {
		expect(of([[0], [5], [6]], [0, 1, 1])[0]).toBe(0);
		expect(of([[1], [1], [1], [1]], [0, 0, 1, 1])).toEqual([0, 0, 0, 0]);
		expect(of([[1], [2]], [0, 0])).toEqual([0, 0]);
	});

	it('do not depend on the scale, nor on the cuts that are judged along with this one', () => {
		fc.assert(
			fc.property(CLOUD, fc.integer({ min: 2, max: 900 }), (points, times) => {
				const halves = points.map((_, at) => at % 2);
				const thirds = points.map((_, at) => at % 3);
				const together = meanDistances(points, [thirds, halves]);
				const scaled = of(
					points.map((point) => point.map((x) => x * times)),
					halves,
				);
				silhouettes(halves, together[1]!).forEach((one, at) => expect(scaled[at]).toBeCloseTo(one, 9));
			}),
			{ numRuns: 50 },
		);
	});
});
