import { expect, test } from 'vitest';
import { newAnswersOf, periodTimes } from './new-answers';

const NOW = new Date('2026-03-10T09:20:00Z');

test('a week is eight days in Vietnam, of which the first and the last are not whole', () => {
	const { since, unit, buckets } = periodTimes(NOW, 7);
	expect(since.toISOString()).toBe('2026-03-03T09:00:00.000Z');
	expect([unit, buckets.length]).toEqual(['day', 8]);
	expect([buckets[0]!.from, buckets.at(-1)!.to]).toEqual(['2026-03-03', '2026-03-10']);
});

test('a late evening in London is the next day in Vietnam', () => {
	expect(periodTimes(new Date('2026-03-10T17:00:00Z'), 7).buckets.at(-1)!.to).toBe('2026-03-11');
});

test('a quarter is told by weeks, and nothing of it is lost', () => {
	const times = periodTimes(NOW, 90);
	expect(times.unit).toBe('week');
	const days = ['2025-12-10', '2025-12-14', '2026-01-01', '2026-03-09', '2026-03-10'];
	const found = newAnswersOf(
		times,
		days.map((day) => ({ class: 'verified', day, ballots: 2 })),
	);
	expect(found.unverified).toBeUndefined();
	expect(found.verified!.reduce((sum, one) => sum + one)).toBe(10);
	expect([found.verified![0], found.verified!.at(-1)]).toEqual([4, 4]);
});
