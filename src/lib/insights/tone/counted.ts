/** How comments count by tone, and what follows from the counts. */

/** In the order in which they are shown. */
export const COUNTED = ['positive', 'neutral', 'negative', 'not-sure', 'not-rated'] as const;
export type Counted = (typeof COUNTED)[number];

/** The token of the colour of each. */
export const TONE_TOKENS: Record<Counted, string> = {
	positive: 'diverging-5',
	neutral: 'diverging-3',
	negative: 'diverging-1',
	'not-sure': 'series-3',
	'not-rated': 'color-track',
};

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

export type Unit = 'day' | 'week' | 'month' | 'year';

export interface ToneSeries {
	unit: Unit;
	/** The first day of each, without gaps, as 2026-11-23. */
	from: string[];
	counts: Counts[];
}

const MOST_BUCKETS = 45;
const DAY = 86_400_000;

/** Days in the smallest unit of which not too many fit. @param days as 2026-11-23 */
export function toneSeries(days: readonly (Tallied & { day: string })[]): ToneSeries {
	const filled = days.filter(({ comments }) => comments > 0);
	if (filled.length === 0) return { unit: 'day', from: [], counts: [] };
	const sorted = filled.map(({ day }) => day).sort();
	const [first, last] = [sorted[0]!, sorted.at(-1)!];
	const span = (Date.parse(last) - Date.parse(first)) / DAY + 1;
	const unit: Unit =
		span <= MOST_BUCKETS
			? 'day'
			: span <= 7 * MOST_BUCKETS
				? 'week'
				: span <= 30 * MOST_BUCKETS
					? 'month'
					: 'year';
	const from: string[] = [];
	for (let at = beginOf(first, unit); at <= last; at = next(at, unit)) from.push(at);
	const counts = from.map(() => figuresOf([]).counts);
	for (const { day, countsAs, comments } of filled)
		counts[from.indexOf(beginOf(day, unit))]![countsAs] += comments;
	return { unit, from, counts };
}

/** A week begins on Monday. */
function beginOf(day: string, unit: Unit): string {
	if (unit === 'month') return `${day.slice(0, 7)}-01`;
	if (unit === 'year') return `${day.slice(0, 4)}-01-01`;
	if (unit === 'day') return day;
	const date = new Date(day);
	return iso(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY);
}

function next(day: string, unit: Unit): string {
	const date = new Date(day);
	if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
	else if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1);
	else return iso(date.getTime() + (unit === 'week' ? 7 : 1) * DAY);
	return iso(date.getTime());
}

function iso(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}
