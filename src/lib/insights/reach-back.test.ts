import { expect, test } from 'vitest';
import { reachBack } from './reach-back';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
const hours = [
	{ hour: at(1), n: 50 },
	{ hour: at(5), n: 3 },
	{ hour: at(9), n: 4 },
];

test('it reaches as far as it must and no farther', () => {
	expect(reachBack(hours, { before: at(12), wanted: 4 })).toEqual(at(9));
	expect(reachBack(hours, { before: at(12), wanted: 5 })).toEqual(at(5));
	expect(reachBack(hours, { before: at(12), wanted: 8 })).toEqual(at(1));
});

test('the hour in which the moment lies does not count', () => {
	expect(reachBack(hours, { before: new Date(at(9).getTime() + 60_000), wanted: 1 })).toEqual(at(5));
	expect(reachBack(hours, { before: at(10), wanted: 1 })).toEqual(at(9));
});

test('where there are fewer, there is no such hour', () => {
	expect(reachBack(hours, { before: at(12), wanted: 58 })).toBeUndefined();
	expect(reachBack([], { before: at(12), wanted: 1 })).toBeUndefined();
});
