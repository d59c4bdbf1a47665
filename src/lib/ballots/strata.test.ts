import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeStrata, MIN_PEOPLE, MOST_STRATA, stratumOf, type RollCount } from './strata';

const PARENTS = new Map([
	['tinh', null],
	['phuong-a', 'tinh'],
	['phuong-b', 'tinh'],
	['xa-c', 'tinh'],
	['xa-d', 'tinh'],
]);
const people = (area: string, age: number, count: number): RollCount => ({ area, age, people: count });
const said = (roll: RollCount[]) =>
	makeStrata(roll, PARENTS).map(({ areas, place, isRest, from, to, eligible }) =>
		[areas.sort().join('+'), place, isRest ? 'rest' : 'whole', `${from ?? ''}-${to ?? ''}`, eligible].join(
			' ',
		),
	);

test('a large area has its age bands', () => {
	const roll = [
		people('phuong-a', 20, 300),
		people('phuong-a', 35, 250),
		people('phuong-a', 50, 150),
		people('phuong-a', 70, 90),
	];
	expect(said(roll)).toEqual([
		'phuong-a phuong-a whole -29 300',
		'phuong-a phuong-a whole 30-44 250',
		'phuong-a phuong-a whole 45- 240',
	]);
});

test('small areas go together as the rest of what contains them', () => {
	const roll = [
		people('phuong-a', 20, 260),
		people('phuong-b', 35, 220),
		people('xa-c', 50, 120),
		people('xa-d', 20, 90),
	];
	expect(said(roll)).toEqual([
		'phuong-a phuong-a whole - 260',
		'phuong-b phuong-b whole - 220',
		'xa-c+xa-d tinh rest - 210',
	]);
});

test('a rest that is too small takes its smallest neighbour in', () => {
	const roll = [people('phuong-a', 20, 260), people('phuong-b', 35, 220), people('xa-c', 50, 30)];
	expect(said(roll)).toEqual(['phuong-a phuong-a whole - 260', 'phuong-b+xa-c tinh rest - 250']);
});

test('a roll that is too small is one stratum, and an empty one none', () => {
	expect(said([people('phuong-a', 20, 12), people('xa-c', 70, 3)])).toEqual(['phuong-a+xa-c  whole - 15']);
	expect(said([])).toEqual([]);
});

test('whoever is on the roll is in one stratum; each has enough people, and there are not too many', () => {
	const codes = Array.from({ length: 60 }, (_, i) => `xa-${i}`);
	const parents = new Map<string, string | null>([
		['tinh', null],
		...['huyen-1', 'huyen-2', 'huyen-3'].map((code): [string, string] => [code, 'tinh']),
		...codes.map((code, i): [string, string] => [code, `huyen-${1 + (i % 3)}`]),
	]);
	const entry = fc.record({
		area: fc.constantFrom(...codes, 'tinh', 'huyen-2'),
		age: fc.integer({ min: 16, max: 95 }),
		people: fc.integer({ min: 1, max: 900 }),
	});
	fc.assert(
		fc.property(fc.array(entry, { minLength: 1, maxLength: 200 }), (roll) => {
			const strata = makeStrata(roll, parents);
			const total = roll.reduce((sum, one) => sum + one.people, 0);
			expect(strata.reduce((sum, { eligible }) => sum + eligible, 0)).toBe(total);
			expect(strata.length).toBeLessThanOrEqual(MOST_STRATA);
			if (strata.length > 1)
				for (const { eligible } of strata) expect(eligible).toBeGreaterThanOrEqual(MIN_PEOPLE);
			const counted = strata.map(() => 0);
			for (const one of roll) counted[stratumOf(strata, one)!]! += one.people;
			expect(counted).toEqual(strata.map(({ eligible }) => eligible));
		}),
	);
});

test('somebody of whom too little is known is in none', () => {
	const strata = makeStrata([people('phuong-a', 20, 300)], PARENTS);
	expect(stratumOf(strata, { area: null, age: 20 })).toBeUndefined();
	expect(stratumOf(strata, { area: 'phuong-a', age: null })).toBeUndefined();
	expect(stratumOf(strata, { area: 'elsewhere', age: 20 })).toBeUndefined();
});
