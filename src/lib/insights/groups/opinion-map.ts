/** Owns the map: where each person stands by how they answered, whether they answered much or little. */
import { answerCount, pickRows, type Answers } from './answers';
import { centre, chanceStrength, findComponents, project } from './components';
import type { Point } from './k-means';

export interface OpinionMap {
	/** Of everybody in turn, along every axis; the mean answer to everything is the origin. */
	places: Point[];
	/** Directions over the comments, the strongest first. */
	axes: Float64Array[];
	/** How many of the first axes tell people apart better than chance would. */
	beyondChance: number;
	/** How many of the first axes distances go by: those beyond chance, but at least the two that are drawn. */
	used: number;
}

const MOST_AXES = 5;
/**
 * Everybody is placed as if they had also given so many answers like the average. Without that, whoever answered little
 * lands as far out as the one answer that happened to be asked takes them.
 */
const IMAGINED_ANSWERS = 7;

/**
 * @param forming rows of those by whose answers the axes are laid
 * @param before last time's axes by comment
 */
export function drawMap(
	everybody: Answers,
	forming: readonly number[],
	before: Record<string, number[]> = {},
): OpinionMap {
	const answers = pickRows(everybody, forming);
	const { values, means } = centre(answers);
	const known = knownAxes(answers.comments, before);
	const chance = chanceStrength(answers, values);
	const { axes, strengths } = findComponents(answers, values, {
		wanted: MOST_AXES,
		floor: chance,
		warm: known,
	});
	const beyondChance = strengths.filter((strength) => strength > chance).length;
	const faced = axes.map((axis, at) => face(axis, known[at]));
	return {
		places: placeAll(everybody, means, faced),
		axes: faced,
		beyondChance,
		used: Math.min(axes.length, Math.max(2, beyondChance)),
	};
}

/**
 * Someone who answered a part lies nearer to the middle than their opinion: what is missing adds nothing. As in Polis the
 * square root of the missing part makes good for it, which leaves everybody the same uncertainty.
 */
function placeAll(everybody: Answers, means: Float64Array, axes: readonly Float64Array[]): Point[] {
	const values = Float64Array.from(everybody.value, (value, at) => value - means[everybody.comment[at]!]!);
	const along = axes.map((axis) => project(everybody, values, axis));
	const all = everybody.comments.length + IMAGINED_ANSWERS;
	return everybody.people.map((_, row) => {
		const scale = Math.sqrt(all / (answerCount(everybody, row) + IMAGINED_ANSWERS));
		return along.map((places) => places[row]! * scale);
	});
}

/** An axis has two ends and no beginning: turned as last time, or so that its weightiest comment lies ahead. */
function face(axis: Float64Array, before: Float64Array | undefined): Float64Array {
	const likeness = before ? axis.reduce((sum, x, at) => sum + x * before[at]!, 0) : 0;
	const weightiest = axis.reduce((most, x) => (Math.abs(x) > Math.abs(most) + 1e-9 ? x : most), 0);
	return (likeness || weightiest) < 0 ? axis.map((x) => -x) : axis;
}

function knownAxes(comments: readonly string[], before: Record<string, number[]>): Float64Array[] {
	const count = Math.max(0, ...Object.values(before).map((weights) => weights.length));
	return Array.from({ length: Math.min(count, MOST_AXES) }, (_, axis) =>
		Float64Array.from(comments, (comment) => before[comment]?.[axis] ?? 0),
	);
}
