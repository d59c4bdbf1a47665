import { expect, test } from 'vitest';
import { dailyAnswers } from './spark';

const NOW = new Date('2026-03-10T09:20:00Z');
const hour = (at: string, ballots: number, voters: 'verified' | 'unverified' = 'verified') => ({
	class: voters,
	hour: at,
	ballots,
});

test('hours fall into the days that end now; other classes and older hours are left out', () => {
	const hours = [
		hour('2026-03-10T09:00:00Z', 1),
		hour('2026-03-09T10:00:00Z', 2),
		hour('2026-03-09T09:00:00Z', 4),
		hour('2026-03-07T10:00:00Z', 8),
		hour('2026-03-07T09:00:00Z', 16),
		hour('2026-03-10T08:00:00Z', 32, 'unverified'),
	];
	expect(dailyAnswers(hours, { voters: 'verified', days: 3, now: NOW })).toEqual([8, 4, 3]);
	expect(dailyAnswers([], { voters: 'verified', days: 2, now: NOW })).toEqual([0, 0]);
});
