/** First answers that came in a period, by days in Vietnam or, where those are many, by weeks: what small charts draw. */
import type { VoterClass } from '../polls/poll';
import { dayInVietnam } from '../shared/vietnam-time';
import { bucketAt, bucketsOf, type Buckets } from './time-buckets';

const HOUR = 3_600_000;

export interface PeriodTimes extends Buckets {
	/** A full hour, as the counters have them; the first bucket begins before it, and the last is not over. */
	since: Date;
	now: Date;
}

/** By class, one count a bucket; nothing of a class that gave none. */
export type NewAnswers = Partial<Record<VoterClass, number[]>>;

/** @param days 7, 30 or 90 */
export function periodTimes(now: Date, days: number): PeriodTimes {
	const since = new Date(Math.floor(now.getTime() / HOUR) * HOUR - days * 24 * HOUR);
	return { since, now, ...bucketsOf(dayInVietnam(since), dayInVietnam(now)) };
}

/** @param days of one poll, each with what came on it */
export function newAnswersOf(
	{ buckets }: Buckets,
	days: readonly { class: VoterClass; day: string; ballots: number }[],
): NewAnswers {
	const found: NewAnswers = {};
	for (const { class: voters, day, ballots } of days) {
		const at = bucketAt(buckets, day);
		if (at < 0) continue;
		(found[voters] ??= buckets.map(() => 0))[at]! += ballots;
	}
	return found;
}
