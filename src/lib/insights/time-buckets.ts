/** Days put together into so many days, weeks, months or years as can be drawn side by side. Days are of Vietnam, as 2026-11-23. */

export type Unit = 'day' | 'week' | 'month' | 'year';

export interface Bucket {
	/** Its first and its last day. */
	from: string;
	to: string;
}

export interface Buckets {
	unit: Unit;
	/** Without gaps, the oldest first. */
	buckets: Bucket[];
}

const DAY = 86_400_000;

/** In the smallest unit of which not more than `most` fit, from the one with the first day to the one with the last. */
export function bucketsOf(first: string, last: string, most = 45): Buckets {
	const span = (Date.parse(last) - Date.parse(first)) / DAY + 1;
	const unit: Unit = span <= most ? 'day' : span <= 7 * most ? 'week' : span <= 30 * most ? 'month' : 'year';
	const buckets: Bucket[] = [];
	for (let from = beginOf(first, unit); from <= last;) {
		const following = next(from, unit);
		buckets.push({ from, to: iso(Date.parse(following) - DAY) });
		from = following;
	}
	return { unit, buckets };
}

/** @returns where it lies among them; -1: outside */
export function bucketAt(buckets: readonly Bucket[], day: string): number {
	return buckets.findIndex(({ from, to }) => from <= day && day <= to);
}

/** A week begins on Monday. */
function beginOf(day: string, unit: Unit): string {
	if (unit === 'month') return `${day.slice(0, 7)}-01`;
	if (unit === 'year') return `${day.slice(0, 4)}-01-01`;
	if (unit === 'day') return day;
	const time = Date.parse(day);
	return iso(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY);
}

function next(day: string, unit: Unit): string {
	const at = new Date(day);
	if (unit === 'month') at.setUTCMonth(at.getUTCMonth() + 1);
	else if (unit === 'year') at.setUTCFullYear(at.getUTCFullYear() + 1);
	else return iso(at.getTime() + (unit === 'week' ? 7 : 1) * DAY);
	return iso(at.getTime());
}

function iso(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}
