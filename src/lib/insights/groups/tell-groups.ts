/**
 * What may be told of opinion groups, and nothing else leaves the thread that found them: shares of groups and marks for
 * handfuls of people. Nobody knows from elsewhere who is in a group, unlike with areas and ages, so shares need no
 * complementary suppression (docs/decisions/0044); but few people are never told apart: no figure comes from fewer than
 * five answers, sizes are rounded, and a share says at most that nearly all or hardly anybody answered so.
 */
import { handfuls } from './handfuls';
import type { Grouped, OpinionGroups } from './opinion-groups';
import type { Stance, Tally } from './voices';

/** Another way to find or to tell groups gets another number, and all threads are gone through again. */
export const ENGINE = 1;
/** Neither a figure nor a mark on the map is made of fewer people. */
export const FEWEST_TOLD = 5;
const MOST_MARKS = 60;
const MOST_COMMENTS = 12;
/** From there on a share is only said to be above, or below. */
export const NEARLY_ALL = 95;
export const HARDLY_ANY = 5;

/** Whole percents from 5 to 95; 96 stands for more, 4 for less. */
export type ToldShare = number;

export interface ToldShares {
	agree: ToldShare;
	disagree: ToldShare;
	pass: ToldShare;
}

export interface ToldGroup {
	slot: number;
	/** To the next five; null: fewer than five. */
	people: number | null;
	/** On the map: each the middle of a handful. */
	marks: [x: number, y: number][];
	/** Comments that set it apart, the most telling first. */
	apart: { comment: string; stance: Stance; share: ToldShare; elsewhere: ToldShare; z: number }[];
}

export interface ToldMap {
	outcome: 'grouped';
	/** Who formed the groups, and who answered too little for that; to the next five. */
	people: number;
	placed: number;
	comments: number;
	groups: ToldGroup[];
	/** On which all groups agree, or which all reject. */
	common: { comment: string; stance: Stance }[];
	/** `most` and `least` are slots. */
	divisive: { comment: string; most: number; least: number }[];
	/** By comment, in the order of the groups; null: too few answers. Comments without any are left out. */
	shares: Record<string, (ToldShares | null)[]>;
	/** False: the groups are but a way to cut a cloud. */
	isBeyondChance: boolean;
	silhouette: number;
}

export type ToldGroups = Exclude<OpinionGroups, Grouped> | ToldMap;

export function tellGroups(found: OpinionGroups): ToldGroups {
	if (found.outcome !== 'grouped') return found;
	const formed = found.groups.reduce((sum, { size }) => sum + size, 0);
	return {
		outcome: 'grouped',
		people: toFive(formed),
		placed: toFive(found.people.length - formed),
		comments: Object.keys(found.tallies).length,
		groups: found.groups.map(({ slot, size, distinctive }) => ({
			slot,
			people: size < FEWEST_TOLD ? null : toFive(size),
			marks: marksOf(found, slot),
			apart: distinctive.slice(0, MOST_COMMENTS).map(({ comment, stance, share, elsewhere, z }) => ({
				comment,
				stance,
				share: toldShare(share),
				elsewhere: toldShare(elsewhere),
				z: Math.round(z * 10) / 10,
			})),
		})),
		common: found.common.slice(0, MOST_COMMENTS).map(({ comment, stance }) => ({ comment, stance })),
		divisive: found.divisive
			.slice(0, MOST_COMMENTS)
			.map(({ comment, most, least }) => ({ comment, most, least })),
		shares: Object.fromEntries(
			Object.entries(found.tallies)
				.map(([comment, tallies]) => [comment, tallies.map(sharesOf)] as const)
				.filter(([, shares]) => shares.some((one) => one !== null)),
		),
		isBeyondChance: found.beyondChance > 0,
		silhouette: Math.round(found.silhouette * 100) / 100,
	};
}

function marksOf({ people }: Grouped, slot: number): [number, number][] {
	const own = people.filter((person) => person.formed && person.slot === slot);
	const fewest = Math.max(FEWEST_TOLD, Math.ceil(own.length / MOST_MARKS));
	return handfuls(
		own.map(({ x, y }) => [x, y]),
		fewest,
	).map(([x, y]) => [Math.round(x! * 1e3) / 1e3, Math.round(y! * 1e3) / 1e3]);
}

function sharesOf({ agree, disagree, pass }: Tally): ToldShares | null {
	const answered = agree + disagree + pass;
	if (answered < FEWEST_TOLD) return null;
	return {
		agree: toldShare(agree / answered),
		disagree: toldShare(disagree / answered),
		pass: toldShare(pass / answered),
	};
}

function toldShare(share: number): ToldShare {
	if (share > NEARLY_ALL / 100) return NEARLY_ALL + 1;
	return share < HARDLY_ANY / 100 ? HARDLY_ANY - 1 : Math.round(share * 100);
}

function toFive(people: number): number {
	return Math.round(people / 5) * 5;
}
