/** Who may vote in a poll for citizens. What the poll asks for is frozen when it opens. */

export interface Eligibility {
	/** Code of an area; who lives in it or in what it contains may vote. Null: anywhere. */
	area: string | null;
	minAge: number | null;
	maxAge: number | null;
}

export interface Resident {
	/** The area where they live and those that contain it; empty when unknown. */
	areas: readonly string[];
	birthYear: number | null;
}

/** What is not known of somebody is not in their favour: a poll of one commune counts those who are known to live there. */
export function isEligible(
	{ area, minAge, maxAge }: Eligibility,
	resident: Resident,
	opensAt: Date,
): boolean {
	if (area !== null && !resident.areas.includes(area)) return false;
	if (minAge === null && maxAge === null) return true;
	if (resident.birthYear === null) return false;
	const age = ageAt(resident.birthYear, opensAt);
	return age >= (minAge ?? 0) && age <= (maxAge ?? Infinity);
}

/** Only years of birth are kept, so an age is the one that is reached in the year of opening, by Vietnam's calendar. */
export function ageAt(birthYear: number, opensAt: Date): number {
	return new Date(opensAt.getTime() + 7 * 3_600_000).getUTCFullYear() - birthYear;
}
