/** What was said in an hour, as the counters have it. */
export interface SaidInHour {
	hour: Date;
	n: number;
}

/**
 * How far back to look for the newest comments before a moment, so that a page of a long conversation is read without
 * sorting all of it.
 * @param hours ascending
 * @returns the hour from which on there are at least `wanted` in full hours before that moment; undefined: there are fewer
 */
export function reachBack(
	hours: readonly SaidInHour[],
	{ before, wanted }: { before: Date; wanted: number },
): Date | undefined {
	let found = 0;
	for (let at = hours.length - 1; at >= 0; at--) {
		const { hour, n } = hours[at]!;
		// The hour of the moment itself is over in part.
		if (hour.getTime() + 3_600_000 > before.getTime()) continue;
		found += n;
		if (found >= wanted) return hour;
	}
	return undefined;
}
