/**
 * The strata of a poll for citizens: area by age band, as the roll has them. Each has so many people that nobody in it
 * stands out; where an area is too small it goes together with others of the area that contains them, and where an age
 * band is, with the next one.
 */

/** People on the roll that a stratum has at least. */
export const MIN_PEOPLE = 200;
export const MOST_STRATA = 50;
/** Ages at which a band begins. */
const CUTS = [30, 45, 60];

export interface Stratum {
	/** Codes of the areas whose people it counts. */
	areas: string[];
	/** What it is called after: the area itself, or the one that contains its areas; null: everywhere. */
	place: string | null;
	/** There are other strata in the same place: this one is the rest of it. */
	isRest: boolean;
	/** Ages reached in the year of opening; null: no limit. */
	from: number | null;
	to: number | null;
	/** People on the roll who may vote. */
	eligible: number;
}

export interface RollCount {
	area: string;
	age: number;
	people: number;
}

type Parents = ReadonlyMap<string, string | null>;

/** @param roll of those who may vote. Empty for an empty roll: then nothing is known of anybody */
export function makeStrata(roll: readonly RollCount[], parents: Parents): Stratum[] {
	if (roll.length === 0) return [];
	for (let atLeast = MIN_PEOPLE; ; atLeast *= 2) {
		const strata = partsOf(roll, parents, atLeast).flatMap((part) => bandsOf(part, roll, atLeast));
		if (strata.length <= MOST_STRATA) return strata;
	}
}

/** @returns the place in the list; undefined for somebody of whom too little is known */
export function stratumOf(
	strata: readonly Stratum[],
	{ area, age }: { area: string | null; age: number | null },
): number | undefined {
	if (area === null || age === null) return undefined;
	const at = strata.findIndex(
		({ areas, from, to }) => areas.includes(area) && age >= (from ?? 0) && age <= (to ?? Infinity),
	);
	return at === -1 ? undefined : at;
}

type Part = Pick<Stratum, 'areas' | 'place' | 'isRest'>;

function partsOf(roll: readonly RollCount[], parents: Parents, atLeast: number): Part[] {
	const people = new Map<string, number>();
	for (const { area, people: more } of roll) people.set(area, (people.get(area) ?? 0) + more);
	const sizeOf = (areas: readonly string[]) => areas.reduce((sum, area) => sum + (people.get(area) ?? 0), 0);
	const codes = [...parents.keys()].sort();

	function divide(place: string | null): { parts: Part[]; rest: string[] } {
		const inside = codes.filter((code) => parents.get(code) === place).map(divide);
		const parts = inside.flatMap((one) => one.parts);
		const rest = inside.flatMap((one) => one.rest);
		if (place !== null && people.has(place)) rest.push(place);
		if (rest.length === 0) return { parts, rest };
		// A rest that is too small takes the smallest of its neighbours in, until it is large enough.
		while (sizeOf(rest) < atLeast && parts.length > 0) {
			const smallest = parts.reduce((a, b) => (sizeOf(b.areas) < sizeOf(a.areas) ? b : a));
			parts.splice(parts.indexOf(smallest), 1);
			rest.push(...smallest.areas);
		}
		if (sizeOf(rest) < atLeast && place !== null) return { parts, rest };
		return { parts: [...parts, { areas: rest, place, isRest: parts.length > 0 }], rest: [] };
	}
	return divide(null).parts;
}

function bandsOf(part: Part, roll: readonly RollCount[], atLeast: number): Stratum[] {
	const people = (from: number, to: number) =>
		roll
			.filter(({ area, age }) => part.areas.includes(area) && age >= from && age < to)
			.reduce((sum, one) => sum + one.people, 0);
	const ends: number[] = [];
	let begin = 0;
	for (const cut of CUTS) {
		if (people(begin, cut) < atLeast || people(cut, Infinity) < atLeast) continue;
		ends.push(cut);
		begin = cut;
	}
	return [0, ...ends].map((from, i) => ({
		...part,
		from: from === 0 ? null : from,
		to: ends[i] === undefined ? null : ends[i] - 1,
		eligible: people(from, ends[i] ?? Infinity),
	}));
}
