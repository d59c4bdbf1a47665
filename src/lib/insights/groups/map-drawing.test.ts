import { expect, test } from 'vitest';
import { drawGroups, FRAME, markPath, outlineOf } from './map-drawing';

test('everything lies within the frame, and one scale holds for both axes', () => {
	const [group] = drawGroups([
		{
			slot: 0,
			marks: [
				[0, 0],
				[4, 0],
				[4, 1],
			],
		},
	]);
	const [a, b, c] = group!.marks;
	expect((b![0] - a![0]) / 4).toBeCloseTo(b![1] - c![1], 0);
	for (const [x, y] of group!.marks) {
		expect(x > 0 && x < FRAME.width && y > 0 && y < FRAME.height).toBe(true);
	}
});

test('one mark alone stands in the middle', () => {
	expect(drawGroups([{ slot: 2, marks: [[3, 3]] }])[0]).toMatchObject({
		middle: [FRAME.width / 2, FRAME.height / 2],
		outline: [[FRAME.width / 2, FRAME.height / 2]],
	});
});

test('an outline has the outer places alone', () => {
	const square = [
		[0, 0],
		[2, 0],
		[2, 2],
		[0, 2],
	] as const;
	expect(outlineOf([[1, 1], ...square, [1, 0]]).sort()).toEqual([...square].sort());
});

test('five groups have five shapes', () => {
	expect(new Set([0, 1, 2, 3, 4].map((slot) => markPath(slot, [0, 0], 5))).size).toBe(5);
});
