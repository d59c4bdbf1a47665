/** Answers by area and age as they are shown, beside what the roll says of the same people. */
import type { Cell, ProtectedGroup } from './privacy';

export interface Place {
	/** Null: everywhere. */
	name: string | null;
	/** The areas of that place which have no line of their own. */
	isRest: boolean;
	/** Ages; null: no limit. */
	from: number | null;
	to: number | null;
	eligible: number;
}

export interface BreakdownLine {
	/** Null: answers of people of whom the roll says nothing. */
	place: Place | null;
	/** Rounded; null: too few answers to show. */
	ballots: number | null;
	/** In the order of the options. */
	cells: Cell[];
	/** Whole percents, of those who may vote here; of all who may vote; of all whose place is known and shown. */
	turnout: number | null;
	ofRoll: number | null;
	ofAnswers: number | null;
}

export interface Breakdown {
	/** When these figures were released. */
	asOf: Date;
	lines: BreakdownLine[];
}

/** @param shown one group for each place, and one more for answers of nobody knows where */
export function breakdownOf(
	places: readonly Place[],
	shown: readonly ProtectedGroup[],
	asOf: Date,
): Breakdown {
	const all = places.reduce((sum, { eligible }) => sum + eligible, 0);
	// Made of rounded figures only, so that it tells no more than they do.
	const answered = shown.slice(0, places.length).reduce((sum, { ballots }) => sum + (ballots ?? 0), 0);
	const percent = (part: number | null, whole: number) =>
		part === null || whole === 0 ? null : Math.round((part / whole) * 100);
	const lines = shown.map(({ ballots, cells }, i): BreakdownLine => {
		const place = places[i] ?? null;
		if (!place) return { place, ballots, cells, turnout: null, ofRoll: null, ofAnswers: null };
		return {
			place,
			ballots,
			cells,
			turnout: percent(ballots, place.eligible),
			ofRoll: percent(place.eligible, all),
			ofAnswers: percent(ballots, answered),
		};
	});
	// Left out alone is only what is empty. Nobody came from nowhere then, and a line about it would only raise questions.
	const leftOut = lines.filter(({ ballots }) => ballots === null).length;
	return {
		asOf,
		lines: lines.filter(({ place, ballots }) => place !== null || ballots !== null || leftOut > 1),
	};
}

/** From here on a place is heard clearly more or less than its people are many. */
const POINTS = 5;

export function isOffBalance({ ofRoll, ofAnswers }: BreakdownLine): boolean {
	return ofRoll !== null && ofAnswers !== null && Math.abs(ofRoll - ofAnswers) >= POINTS;
}
