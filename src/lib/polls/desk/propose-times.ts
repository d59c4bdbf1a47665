const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VIETNAM = 7 * HOUR;

/** For a new poll: it opens tomorrow at 8:00 and closes two weeks later at 17:00, in Vietnam. */
export function proposeTimes(now: Date): { opensAt: Date; closesAt: Date } {
	const today = Math.floor((now.getTime() + VIETNAM) / DAY) * DAY - VIETNAM;
	return { opensAt: new Date(today + DAY + 8 * HOUR), closesAt: new Date(today + 15 * DAY + 17 * HOUR) };
}
