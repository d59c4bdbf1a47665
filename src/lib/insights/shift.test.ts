import { expect, test } from 'vitest';
import type { Kind } from '../polls/poll';
import { shiftOf } from './shift';

const stood = (...votes: number[]) => ({
	ballots: votes.reduce((sum, one) => sum + one, 0),
	votes: Object.fromEntries(votes.map((count, i) => [i + 1, count])),
});
const of = (kind: Kind, options = [1, 2, 3]) => ({ kind, options, class: 'verified' as const });

test('those who answered in the period are set against those who had before, and the largest change is told', () => {
	const shift = shiftOf(of('single'), stood(100, 60, 40), stood(130, 130, 40))!;
	expect(shift).toMatchObject({ class: 'verified', option: 2, ballots: 100 });
	expect([shift.before, shift.now]).toEqual([0.3, 0.7]);
});

test('what chance may make is no change, nor is what few said', () => {
	expect(shiftOf(of('single'), stood(100, 60, 40), stood(150, 92, 58))).toBeUndefined();
	expect(shiftOf(of('single'), stood(100, 60, 40), stood(100, 80, 40))).toBeUndefined();
	expect(shiftOf(of('single'), stood(20, 5, 0), stood(20, 105, 0))).toBeUndefined();
});

test('of a scale the mean moves', () => {
	const shift = shiftOf(of('rating-5', [1, 2, 3, 4, 5]), stood(50, 50, 0, 0, 0), stood(50, 50, 0, 50, 50))!;
	expect(shift).toMatchObject({ option: null, before: 1.5, now: 4.5, size: 0.75 });
});

test('where answers were taken away from an option nothing is made up', () => {
	expect(shiftOf(of('single'), stood(100, 60, 40), stood(60, 180, 60))).toBeUndefined();
	expect(shiftOf(of('single'), stood(100, 60, 40), stood(90, 70, 140))?.option).toBe(3);
	expect(shiftOf(of('rating-5', [1, 2]), stood(100, 60), stood(60, 200))).toBeUndefined();
});
