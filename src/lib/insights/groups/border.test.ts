import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidyBorder } from './border';
import { groupSizes, meanDistances, silhouettes } from './silhouette';

const SMALLEST = 3;

function separation(points: number[][], groups: number[]): number {
	const each = silhouettes(groups, meanDistances(points, [groups])[0]!);
	return each.reduce((sum, one) => sum + one, 0) / each.length;
}

const line = (...places: number[]) => places.map((x) => [x]);

describe('the border', () => {
	it('gives who stands nearer to the others to them', () => {
		const points = line(0, 1, 2, 7, 10, 11, 12, 13);
		expect(tidyBorder(points, [0, 0, 0, 0, 1, 1, 1, 1], SMALLEST)).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
	});

	it('leaves alone who stands well within', () => {
		const groups = [0, 0, 0, 0, 1, 1, 1, 1];
		expect(tidyBorder(line(0, 1, 2, 3, 10, 11, 12, 13), groups, SMALLEST)).toEqual(groups);
	});

	it('takes nobody from a group that would be left too small', () => {
		const groups = [0, 0, 0, 1, 1, 1, 1];
		expect(tidyBorder(line(0, 1, 6, 10, 11, 12, 13), groups, SMALLEST)).toEqual(groups);
	});

	const cut = fc.integer({ min: 2, max: 4 }).chain((k) =>
		fc.array(
			fc.record({
				place: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
				group: fc.integer({ min: 0, max: k - 1 }),
			}),
			{ minLength: 8, maxLength: 60 },
		),
	);

	it('never makes groups harder to tell apart, nor moves more than a few', () => {
		fc.assert(
			fc.property(cut, (people) => {
				const points = people.map(({ place }) => place);
				const names = [...new Set(people.map(({ group }) => group))];
				const groups = people.map(({ group }) => names.indexOf(group));
				fc.pre(names.length > 1);
				const tidy = tidyBorder(points, groups, SMALLEST);
				expect(separation(points, tidy)).toBeGreaterThanOrEqual(separation(points, groups) - 1e-9);
				const moved = tidy.filter((group, at) => group !== groups[at]).length;
				expect(moved).toBeLessThanOrEqual(Math.ceil(Math.sqrt(points.length) / 4));
				const least = Math.min(SMALLEST, ...groupSizes(groups));
				expect(Math.min(...groupSizes(tidy))).toBeGreaterThanOrEqual(least);
			}),
		);
	});
});
