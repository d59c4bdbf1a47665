/** New answers day by day, counted back from now: the last day is the 24 hours that end now. */
import type { VoterClass } from '../polls/poll';
import type { HourlyTurnout } from '../polls/results';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** @returns one number a day, the oldest first */
export function dailyAnswers(
	hours: readonly HourlyTurnout[],
	{ voters, days, now }: { voters: VoterClass; days: number; now: Date },
): number[] {
	const values = new Array<number>(days).fill(0);
	const end = Math.floor(now.getTime() / HOUR) * HOUR + HOUR;
	for (const hour of hours) {
		if (hour.class !== voters) continue;
		const ago = Math.floor((end - 1 - new Date(hour.hour).getTime()) / DAY);
		if (ago >= 0 && ago < days) values[days - 1 - ago]! += hour.ballots;
	}
	return values;
}
