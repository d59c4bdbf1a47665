/** What editors type into a field for date and time is meant in Vietnam, seven hours ahead of UTC the whole year round. */

const AHEAD_MS = 7 * 3_600_000;

/** @param text as `datetime-local` gives it: 2026-11-23T17:00, with or without seconds. @returns undefined for no such moment */
export function parseVietnamTime(text: string): Date | undefined {
	const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(text.trim());
	if (!found) return undefined;
	const moment = new Date(`${found[1]}-${found[2]}-${found[3]}T${found[4]}:${found[5]}:00+07:00`);
	if (Number.isNaN(moment.getTime())) return undefined;
	// The 31st of February would quietly be a day in March.
	return formatVietnamTime(moment) === text.trim().slice(0, 16) ? moment : undefined;
}

/** @returns 2026-11-23, by the calendar there */
export function dayInVietnam(moment: Date): string {
	return formatVietnamTime(moment).slice(0, 10);
}

export function formatVietnamTime(moment: Date): string {
	return new Date(moment.getTime() + AHEAD_MS).toISOString().slice(0, 16);
}
