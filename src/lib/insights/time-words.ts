/** Spans of days in words. */
import { m } from '$lib/i18n/paraglide/messages';
import { date, dayKey, shortDay, time } from '$lib/ui/format';
import type { Bucket, Unit } from './time-buckets';

/** Noon, so that no time zone makes another day of it. */
const noonOf = (day: string) => new Date(`${day}T05:00:00Z`);

/** A bucket's time: for an axis, and in full. */
export function bucketWords({ from, to }: Bucket, unit: Unit): { short: string; long: string } {
	const [year, month] = from.split('-');
	switch (unit) {
		case 'day':
			return { short: shortDay(noonOf(from)), long: date(noonOf(from)) };
		case 'week':
			return { short: shortDay(noonOf(from)), long: spanWords({ from, to }) };
		case 'month':
			return { short: `${Number(month)}/${year}`, long: `${Number(month)}/${year}` };
		case 'year':
			return { short: year!, long: year! };
	}
}

/** From a day to a day, or the one day. */
export function spanWords({ from, to }: Bucket): string {
	if (from === to) return date(noonOf(from));
	return m.insight_span({ from: date(noonOf(from)), to: date(noonOf(to)) });
}

/** A moment on an axis: no shorter than it takes to tell both ends apart. */
export function momentWords(at: Date, { first, last }: { first: Date; last: Date }): string {
	const [begin, end] = [dayKey(first), dayKey(last)];
	if (begin === end) return time(at);
	return begin.slice(0, 4) === end.slice(0, 4) ? shortDay(at) : `${shortDay(at)}/${dayKey(at).slice(0, 4)}`;
}
