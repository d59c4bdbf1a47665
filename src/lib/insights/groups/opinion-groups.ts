/**
 * Owns the way from reactions on comments to opinion groups and a map of them. Pure: no clock, no chance that differs, no
 * Node, so that it runs in a worker. `findGroups(reactions, memory)` is all there is to call; hand it the memory of the
 * run before, and groups keep their slots (thus names and colours) and the map does not turn over.
 *
 * The result names people. Publish groups and what they say; never a person's place together with who they are.
 */
import { answerCount, pickRows, tabulate, type Answers, type Reactions } from './answers';
import { centresOf, nearest, type Point } from './k-means';
import { keepNames } from './keep-names';
import { drawMap, type OpinionMap } from './opinion-map';
import { partition } from './partition';
import { hearVoices, tallyByGroup, type Common, type Distinctive, type Divisive, type Tally } from './voices';

/** Below that, a map would show persons, not opinions. */
const FEWEST_PEOPLE = 7;
/** Who has answered less says too little to form groups by (Polis's rule), … */
const ENOUGH_ANSWERS = 7;
/** … but at first, while fewer have answered enough, those who answered most make up the number (Polis's, too). */
const ENOUGH_PEOPLE = 15;

/** What the next run needs of this one; plain data, to be kept as JSON. */
export interface Memory {
	/** Slot by person. */
	slots: Record<string, number>;
	/** The map's directions by comment. */
	axes: Record<string, number[]>;
}

export interface Person {
	id: string;
	slot: number;
	/** Place on the map; 0, 0 is the average answer to everything. */
	x: number;
	y: number;
	/** Where distances are taken: `x` and `y`, and further directions where more than chance runs along them. */
	place: Point;
	/** Took part in forming the groups; others answered too little and are put to the nearest. */
	formed: boolean;
}

export interface Group {
	/** The lowest free number when the group first came up; its name and colour go by this. */
	slot: number;
	/** Of those who formed the groups; `placed` are the others. */
	size: number;
	placed: number;
	/** Its middle on the map. */
	x: number;
	y: number;
	/** What sets it apart, the most telling first. */
	distinctive: Distinctive[];
}

export interface Grouped {
	outcome: 'grouped';
	/** By slot. */
	groups: Group[];
	people: Person[];
	/** The widest agreement first. */
	common: Common[];
	/** The widest gap first; `most` and `least` are slots. */
	divisive: Divisive[];
	/** Answers of those who formed the groups: by comment, in the order of `groups`. */
	tallies: Record<string, Tally[]>;
	/** How well the groups are told apart (mean silhouette, -1 to 1), and its standard error. */
	silhouette: number;
	silhouetteError: number;
	/** Directions stronger than chance makes. With 0 the groups are but a way to cut a cloud, and the page should say so. */
	beyondChance: number;
	memory: Memory;
}

export type OpinionGroups =
	| { outcome: 'too-few-people'; people: number; needed: number }
	/** Nobody's answers differ: there is nothing to draw. */
	| { outcome: 'all-alike'; people: number }
	| Grouped;

export function findGroups(reactions: Reactions, before?: Memory): OpinionGroups {
	const everybody = tabulate(reactions);
	const rows = formingRows(everybody);
	if (rows.length < FEWEST_PEOPLE) {
		return { outcome: 'too-few-people', people: rows.length, needed: FEWEST_PEOPLE };
	}
	const map = drawMap(everybody, rows, before?.axes);
	const slotsBefore = rows.map((row) => before?.slots[everybody.people[row]!] ?? -1);
	const forming = rows.map((row) => map.places[row]!.slice(0, map.used));
	const cut = partition(forming, slotsBefore);
	if (!cut) return { outcome: 'all-alike', people: rows.length };

	const slotOf = keepNames(cut.groups, cut.k, slotsBefore);
	const slots = [...slotOf].sort((a, b) => a - b);
	const groups = cut.groups.map((group) => slots.indexOf(slotOf[group]!));
	const people = placeEverybody(everybody, map, { rows, groups, slots });
	const answers = pickRows(everybody, rows);
	const tallies = tallyByGroup(answers, groups, cut.k);
	const { distinctive, common, divisive } = hearVoices(answers.comments, tallies);
	return {
		outcome: 'grouped',
		groups: slots.map((slot, at) => ({ ...sizeUp(people, slot), distinctive: distinctive[at]! })),
		people,
		common,
		divisive: divisive.map((one) => ({ ...one, most: slots[one.most]!, least: slots[one.least]! })),
		tallies: Object.fromEntries(answers.comments.map((comment, at) => [comment, tallies[at]!])),
		silhouette: cut.silhouette,
		silhouetteError: cut.error,
		beyondChance: map.beyondChance,
		memory: remember(everybody, map, people),
	};
}

function formingRows(answers: Answers): number[] {
	const enough = Math.min(ENOUGH_ANSWERS, answers.comments.length);
	const byCount = answers.people
		.map((_, row) => ({ row, count: answerCount(answers, row) }))
		.sort((a, b) => b.count - a.count || a.row - b.row);
	return byCount
		.filter(({ count }, at) => count >= enough || at < ENOUGH_PEOPLE)
		.map(({ row }) => row)
		.sort((a, b) => a - b);
}

function placeEverybody(
	everybody: Answers,
	{ places, used }: OpinionMap,
	{ rows, groups, slots }: { rows: number[]; groups: number[]; slots: number[] },
): Person[] {
	const points = places.map((place) => place.slice(0, used));
	const middles = centresOf(
		rows.map((row) => points[row]!),
		groups,
		slots.length,
	)!;
	const groupOf = new Map(rows.map((row, at) => [row, groups[at]!]));
	return everybody.people.map((id, row) => ({
		id,
		slot: slots[groupOf.get(row) ?? nearest(points[row]!, middles)]!,
		x: places[row]![0]!,
		y: places[row]![1] ?? 0,
		place: points[row]!,
		formed: groupOf.has(row),
	}));
}

function sizeUp(people: readonly Person[], slot: number) {
	const own = people.filter((person) => person.slot === slot);
	const formed = own.filter((person) => person.formed);
	const mean = (of: (person: Person) => number) =>
		formed.reduce((sum, one) => sum + of(one), 0) / formed.length;
	return {
		slot,
		size: formed.length,
		placed: own.length - formed.length,
		x: mean(({ x }) => x),
		y: mean(({ y }) => y),
	};
}

function remember(everybody: Answers, { axes }: OpinionMap, people: readonly Person[]): Memory {
	const formed = people.filter((person) => person.formed);
	return {
		slots: Object.fromEntries(formed.map(({ id, slot }) => [id, slot])),
		axes: Object.fromEntries(
			everybody.comments.map((comment, at) => [comment, axes.map((axis) => axis[at]!)]),
		),
	};
}
