/** How comments count by tone, and what follows from the counts. */
import type { Tint } from '../charts/svg';
import { bucketAt, bucketsOf, type Buckets } from '../time-buckets';

/** In the order in which they are shown. */
export const COUNTED = ['positive', 'neutral', 'negative', 'not-sure', 'not-rated'] as const;
export type Counted = (typeof COUNTED)[number];

/** The token of the colour of each. */
export const TONE_TOKENS: Record<Counted, Tint> = {
	positive: 'diverging-5',
	neutral: 'diverging-3',
	negative: 'diverging-1',
	'not-sure': 'series-3',
	'not-rated': 'color-track',
};

/** Those that are a tone. From the lowest to the highest, as scales have it. */
export const TONED = ['negative', 'neutral', 'positive'] as const;

export type Counts = Record<Counted, number>;

export interface Tallied {
	countsAs: Counted;
	comments: number;
	/** Of these, checked by people; of those, rated by the machine at all; of those, rated alike. */
	checked: number;
	judged: number;
	agreed: number;
}

export interface Figures {
	counts: Counts;
	all: number;
	/** With a tone, by machine or people. */
	toned: number;
	checked: number;
	judged: number;
	agreed: number;
}

/** A conversation or an area. */
export interface TonePart {
	/** For the filter; empty where there is none. */
	value: string;
	name: string | null;
	figures: Figures;
}

export function figuresOf(tallies: readonly Tallied[]): Figures {
	const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Counts;
	const sum = { checked: 0, judged: 0, agreed: 0 };
	for (const one of tallies) {
		counts[one.countsAs] += one.comments;
		sum.checked += one.checked;
		sum.judged += one.judged;
		sum.agreed += one.agreed;
	}
	const toned = counts.positive + counts.neutral + counts.negative;
	return { counts, toned, all: toned + counts['not-sure'] + counts['not-rated'], ...sum };
}

export interface ToneSeries extends Buckets {
	counts: Counts[];
}

/** How many comments had which tone when. @param days as 2026-11-23 */
export function toneSeries(days: readonly (Tallied & { day: string })[]): ToneSeries {
	const filled = days.filter(({ comments }) => comments > 0);
	if (filled.length === 0) return { unit: 'day', buckets: [], counts: [] };
	const sorted = filled.map(({ day }) => day).sort();
	const { unit, buckets } = bucketsOf(sorted[0]!, sorted.at(-1)!);
	const counts = buckets.map(() => figuresOf([]).counts);
	for (const { day, countsAs, comments } of filled) counts[bucketAt(buckets, day)]![countsAs] += comments;
	return { unit, buckets, counts };
}
