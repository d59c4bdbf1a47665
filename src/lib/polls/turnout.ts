/** Hourly figures as a series without holes, by the hour for short polls and by the Vietnamese day for longer ones. */
import { classLabel } from './labels';
import type { VoterClass } from './poll';
import type { HourlyTurnout } from './results';
import { m } from '$lib/i18n/paraglide/messages';
import { answers, date, dateTime, dayKey, shortDay, time } from '$lib/ui/format';

const HOUR = 3_600_000;
const HOURS_SHOWN = 72;

export interface TurnoutSeries {
	class: VoterClass;
	label: string;
	token: string;
	values: number[];
}

export interface Turnout {
	unit: 'hour' | 'day';
	/** `day`: the one in Vietnam that it lies in. */
	buckets: { key: string; day: string; short: string; long: string }[];
	series: TurnoutSeries[];
}

export function turnoutSeries(hours: readonly HourlyTurnout[], classes: readonly VoterClass[]): Turnout {
	const starts = hours.map((hour) => new Date(hour.hour).getTime());
	if (starts.length === 0) return { unit: 'hour', buckets: [], series: [] };
	const first = starts.reduce((a, b) => Math.min(a, b));
	const last = starts.reduce((a, b) => Math.max(a, b));
	const unit = last - first > HOURS_SHOWN * HOUR ? 'day' : 'hour';
	const keyOf = (at: Date) => (unit === 'day' ? dayKey(at) : at.toISOString());

	const buckets = new Map<string, Turnout['buckets'][number]>();
	for (let at = first; at <= last; at += HOUR) {
		const moment = new Date(at);
		const key = keyOf(moment);
		if (buckets.has(key)) continue;
		buckets.set(
			key,
			unit === 'day'
				? { key, day: key, short: shortDay(moment), long: date(moment) }
				: { key, day: dayKey(moment), short: time(moment), long: dateTime(moment) },
		);
	}
	const series = classes.map((voters) => {
		const sums = new Map<string, number>();
		for (const hour of hours) {
			if (hour.class !== voters) continue;
			const key = keyOf(new Date(hour.hour));
			sums.set(key, (sums.get(key) ?? 0) + hour.ballots);
		}
		return {
			class: voters,
			label: classLabel(voters),
			token: voters === 'verified' ? 'series-1' : 'series-2',
			values: [...buckets.keys()].map((key) => sums.get(key) ?? 0),
		};
	});
	return { unit, buckets: [...buckets.values()], series };
}

/** When most answers of a class came. @returns no place where there was none */
export function peakOf(
	values: readonly number[],
	buckets: Turnout['buckets'],
): { words: string; bucket?: Turnout['buckets'][number] } {
	const most = Math.max(...values);
	const bucket = buckets[values.indexOf(most)];
	if (most === 0 || !bucket) return { words: m.class_empty() };
	return { words: m.turnout_peak({ label: bucket.long, total: answers(most) }), bucket };
}
