import { expect, it } from 'vitest';
import { keepNames } from './keep-names';

it.each([
	[
		'at first the largest group has the first name',
		[0, 1, 1, 2, 2, 2],
		3,
		[-1, -1, -1, -1, -1, -1],
		[2, 1, 0],
	],
	['a group keeps its name, whatever its number', [1, 1, 1, 0, 0], 2, [0, 0, 0, 1, 1], [1, 0]],
	['a name goes with most of its people', [0, 0, 0, 1, 1], 2, [0, 1, 1, 1, 0], [1, 0]],
	[
		'when a group breaks in two, the smaller part is new',
		[0, 0, 1, 1, 1, 2, 2],
		3,
		[0, 0, 1, 1, 1, 1, 1],
		[0, 1, 2],
	],
	['when two become one, the larger gives the name', [0, 0, 0, 1, 1], 2, [2, 0, 0, 1, 1], [0, 1]],
	['a gap that was left is filled before a name is added', [0, 0, 1, 1], 2, [2, 2, -1, -1], [2, 0]],
	['whoever was nowhere before decides nothing', [0, 0, 0, 1], 2, [-1, -1, 1, 0], [1, 0]],
	// Group 0 alone would take slot 0 (3 people of it), but then only 3 stay; crosswise 2 + 4 do.
	['as many as possible stay', [0, 0, 0, 0, 0, 1, 1, 1, 1], 2, [0, 0, 0, 1, 1, 0, 0, 0, 0], [1, 0]],
])('%s', (_, groups, k, before, slots) => {
	expect(keepNames(groups, k, before)).toEqual(slots);
});
