import { expect, test } from 'vitest';
import { figuresOf, toneSeries, type Tallied } from './counted';

const tally = (countsAs: Tallied['countsAs'], comments: number, more: Partial<Tallied> = {}): Tallied => ({
	countsAs,
	comments,
	checked: 0,
	judged: 0,
	agreed: 0,
	...more,
});

test('what has a tone is told from what has none, and checks add up', () => {
	const figures = figuresOf([
		tally('negative', 6, { checked: 3, judged: 2, agreed: 1 }),
		tally('negative', 1),
		tally('positive', 2, { checked: 1, judged: 1, agreed: 1 }),
		tally('not-sure', 4),
		tally('not-rated', 5),
	]);
	expect(figures).toMatchObject({ all: 18, toned: 9, checked: 4, judged: 3, agreed: 2 });
	expect(figures.counts).toEqual({ positive: 2, neutral: 0, negative: 7, 'not-sure': 4, 'not-rated': 5 });
});

test.each([
	['2026-11-01', '2026-11-20', 'day', 20],
	['2026-11-01', '2026-12-31', 'week', 10],
	['2025-11-15', '2026-12-31', 'month', 14],
	['2019-11-15', '2026-12-31', 'year', 8],
] as const)('from %s to %s there is one bar a %s, gaps included', (first, last, unit, bars) => {
	const series = toneSeries([
		{ day: last, ...tally('positive', 2) },
		{ day: first, ...tally('negative', 1) },
	]);
	expect([series.unit, series.buckets.length]).toEqual([unit, bars]);
	expect(series.counts[0]!.negative).toBe(1);
	expect(series.counts.at(-1)!.positive).toBe(2);
});

test('without comments there is no bar', () => {
	expect(toneSeries([]).buckets).toEqual([]);
	expect(toneSeries([{ day: '2026-11-01', ...tally('positive', 0) }]).buckets).toEqual([]);
});
