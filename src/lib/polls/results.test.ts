import { expect, test } from 'vitest';
import { classesOf, mean, median, share, type ClassResult } from './results';

test.each([
	[0, 0, 0],
	[0, 3, 0],
	[1, 3, 0.3333],
	[2, 3, 0.6667],
	[3, 3, 1],
	[1, 20_000, 0.0001],
	[1, 30_000, 0],
])('%i votes of %i ballots are a share of %d', (votes, ballots, expected) => {
	expect(share(votes, ballots)).toBe(expected);
});

function rating(votes: Record<number, number>): ClassResult {
	const options = Object.entries(votes).map(([id, n]) => ({ id: Number(id), label: id, votes: n, share: 0 }));
	return { class: 'unverified', ballots: options.reduce((sum, one) => sum + one.votes, 0), options };
}

test.each<[votes: Record<number, number>, mean: number | undefined, median: number | undefined]>([
	[{ 1: 0, 2: 0 }, undefined, undefined],
	[{ 0: 1, 1: 0 }, 0, 0],
	[{ 1: 1, 5: 1 }, 3, 1],
	[{ 1: 1, 3: 1, 5: 1 }, 3, 3],
	[{ 1: 1, 5: 3 }, 4, 5],
	[{ 0: 2, 10: 2 }, 5, 0],
])('a rating of %j has the mean %d and the median %d', (votes, expectedMean, expectedMedian) => {
	expect(mean(rating(votes))).toBe(expectedMean);
	expect(median(rating(votes))).toBe(expectedMedian);
});

test('the median goes by value, in whatever order the options are shown', () => {
	const result = rating({ 1: 1, 3: 1, 5: 1 });
	expect(median({ ...result, options: result.options.toReversed() })).toBe(3);
});

test.each([
	['open', ['verified', 'unverified']],
	['citizens', ['verified']],
	['secret', ['verified']],
] as const)('a poll of level %s has the classes %j', (level, classes) => {
	expect(classesOf(level)).toEqual(classes);
});
