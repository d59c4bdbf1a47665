import { expect, test } from 'vitest';
import type { ClassResult } from '../polls/results';
import { drawingOrder } from './drawing-order';

const group = (voters: 'verified' | 'unverified', ...votes: number[]): ClassResult => ({
	class: voters,
	ballots: votes.reduce((a, b) => a + b, 0),
	options: votes.map((count, i) => ({ id: i + 1, label: '', votes: count, share: 0 })),
});

test('all classes are drawn in the order of the first that has answers; a scale keeps its own', () => {
	const classes = [group('verified', 1, 9, 5), group('unverified', 7, 1, 3)];
	expect(drawingOrder('single', classes)).toEqual([2, 3, 1]);
	expect(drawingOrder('single', [group('verified', 0, 0, 0), classes[1]!])).toEqual([1, 3, 2]);
	expect(drawingOrder('rating-5', classes)).toEqual([1, 2, 3]);
	expect(drawingOrder('single', [])).toEqual([]);
});
