/** Spans of days, the newest first, each with about so many comments: a day more than it takes would be sorted for nothing. */
export interface Portion {
	/** Its first and its last day. */
	day: string;
	until: string;
}

/** @param counted in any order; a day may come several times */
export function portionsOf(counted: readonly { day: string; comments: number }[], size: number): Portion[] {
	const days = new Map<string, number>();
	for (const { day, comments } of counted) days.set(day, (days.get(day) ?? 0) + comments);
	const portions: (Portion & { comments: number })[] = [];
	for (const [day, comments] of [...days].sort(([a], [b]) => (a < b ? 1 : -1))) {
		const open = portions.at(-1);
		if (open && open.comments + comments <= size) {
			open.day = day;
			open.comments += comments;
		} else portions.push({ day, until: day, comments });
	}
	return portions.map(({ day, until }) => ({ day, until }));
}
