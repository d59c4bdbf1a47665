import { expect, test } from 'vitest';
import { isEligible, type Eligibility, type Resident } from './eligibility';

const OPENS = new Date('2026-06-01T00:00:00Z');
const anyone: Eligibility = { area: null, minAge: null, maxAge: null };
const here: Resident = { areas: ['xa-tan-loc', 'tinh-mau'], birthYear: 1990 };

const CASES: [string, Partial<Eligibility>, Partial<Resident>, boolean][] = [
	['no criteria', {}, { areas: [], birthYear: null }, true],
	['lives there', { area: 'xa-tan-loc' }, {}, true],
	['lives in what it contains', { area: 'tinh-mau' }, {}, true],
	['lives elsewhere', { area: 'xa-long-son' }, {}, false],
	['lives nobody knows where', { area: 'xa-tan-loc' }, { areas: [] }, false],
	['turns 18 in the year of opening', { minAge: 18 }, { birthYear: 2008 }, true],
	['turns 17', { minAge: 18 }, { birthYear: 2009 }, false],
	['is just young enough', { maxAge: 30 }, { birthYear: 1996 }, true],
	['is too old', { maxAge: 30 }, { birthYear: 1995 }, false],
	['is of an age nobody knows', { minAge: 18 }, { birthYear: null }, false],
	['fits the age but not the place', { area: 'xa-long-son', minAge: 18 }, {}, false],
];

test.each(CASES)('%s', (_, eligibility, resident, may) => {
	expect(isEligible({ ...anyone, ...eligibility }, { ...here, ...resident }, OPENS)).toBe(may);
});

test('the year is the one in Vietnam', () => {
	const newYear = new Date('2026-12-31T17:00:00Z');
	expect(isEligible({ ...anyone, minAge: 18 }, { areas: [], birthYear: 2009 }, newYear)).toBe(true);
});
