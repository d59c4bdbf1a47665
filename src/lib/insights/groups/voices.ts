/**
 * What the groups say: the comments that set each apart, those on which all agree and those that divide. Groups were
 * formed from the same answers, so the tests order the comments and drop what chance could have made; they are no proof
 * that groups exist.
 */
import type { Answers } from './answers';
import { atLeast, believable, twoProportions, upperTail } from './two-proportions';

export type Stance = 'agree' | 'disagree';

/** How one group answered one comment. */
export interface Tally {
	agree: number;
	disagree: number;
	pass: number;
}

export interface Distinctive {
	comment: string;
	stance: Stance;
	/** Of the two-proportion test: this group against everybody else. */
	z: number;
	/** Of those in the group who answered, and of everybody else who did. */
	share: number;
	elsewhere: number;
}

export interface Common {
	comment: string;
	stance: Stance;
	/** In the group where it is lowest, the share that takes this stance. */
	lowestShare: number;
}

export interface Divisive {
	comment: string;
	/** The group most for it and the one most against it. */
	most: number;
	least: number;
	/** Of the share that agrees, between the two; 0 to 1. */
	gap: number;
	z: number;
}

export interface Voices {
	/** By group, the most telling first; empty where nothing sets it apart. */
	distinctive: Distinctive[][];
	common: Common[];
	divisive: Divisive[];
}

const STANCES: readonly Stance[] = ['agree', 'disagree'];
/** The tests take counts for smooth; below that they are not. */
const FEWEST_ANSWERS = 5;

/** @returns by comment, by group */
export function tallyByGroup(answers: Answers, groups: readonly number[], k: number): Tally[][] {
	const tallies = answers.comments.map(() =>
		Array.from({ length: k }, () => ({ agree: 0, disagree: 0, pass: 0 })),
	);
	groups.forEach((group, row) => {
		for (let entry = answers.start[row]!; entry < answers.start[row + 1]!; entry++) {
			const tally = tallies[answers.comment[entry]!]![group]!;
			const value = answers.value[entry]!;
			tally[value > 0 ? 'agree' : value < 0 ? 'disagree' : 'pass'] += 1;
		}
	});
	return tallies;
}

export function hearVoices(comments: readonly string[], tallies: readonly Tally[][]): Voices {
	return {
		distinctive: setApart(comments, tallies),
		common: agreedByAll(comments, tallies),
		divisive: dividing(comments, tallies),
	};
}

function setApart(comments: readonly string[], tallies: readonly Tally[][]): Distinctive[][] {
	const tests = tallies.flatMap((byGroup, at) =>
		byGroup.flatMap((own, group) => {
			const others = byGroup
				.filter((_, other) => other !== group)
				.reduce(add, { agree: 0, disagree: 0, pass: 0 });
			if (answered(own) < FEWEST_ANSWERS || answered(others) < FEWEST_ANSWERS) return [];
			return STANCES.map((stance) => ({
				comment: comments[at]!,
				group,
				stance,
				z: twoProportions(part(own, stance), part(others, stance)),
				share: own[stance] / answered(own),
				elsewhere: others[stance] / answered(others),
			}));
		}),
	);
	const believed = believable(tests.map(({ z }) => upperTail(z)));
	// A group is told by what most of it says, not by what it says a little less seldom than others.
	const telling = tests
		.filter(({ z, share }, at) => believed[at] && z > 0 && share > 0.5)
		.sort((a, b) => b.z - a.z);
	return (tallies[0] ?? []).map((_, group) =>
		telling
			.filter((one) => one.group === group)
			.map(({ comment, stance, z, share, elsewhere }) => ({ comment, stance, z, share, elsewhere })),
	);
}

/**
 * In every group more than half take the stance, with 95 % confidence. Ordered by Polis's group-informed consensus, the
 * product over groups of the share, each as if one more had taken the stance and one had not.
 */
function agreedByAll(comments: readonly string[], tallies: readonly Tally[][]): Common[] {
	return tallies
		.flatMap((byGroup, at) =>
			STANCES.filter((stance) => byGroup.every((tally) => atLeast(part(tally, stance)) > 0.5)).map(
				(stance) => ({
					comment: comments[at]!,
					stance,
					lowestShare: Math.min(...byGroup.map((tally) => tally[stance] / answered(tally))),
					consensus: byGroup.reduce(
						(product, tally) => product * ((tally[stance] + 1) / (answered(tally) + 2)),
						1,
					),
				}),
			),
		)
		.sort((a, b) => b.consensus - a.consensus)
		.map(({ comment, stance, lowestShare }) => ({ comment, stance, lowestShare }));
}

/** Most of one group agree, most of another do not; the widest gap first. */
function dividing(comments: readonly string[], tallies: readonly Tally[][]): Divisive[] {
	const tests = tallies.flatMap((byGroup, at) => {
		const order = byGroup
			.flatMap((tally, group) => (answered(tally) < FEWEST_ANSWERS ? [] : [{ group, tally }]))
			.sort((a, b) => b.tally.agree / answered(b.tally) - a.tally.agree / answered(a.tally));
		const [most, least] = [order[0], order.at(-1)];
		if (!most || !least || most === least) return [];
		const z = twoProportions(part(most.tally, 'agree'), part(least.tally, 'agree'));
		return [{ comment: comments[at]!, most, least, z }];
	});
	const believed = believable(tests.map(({ z }) => upperTail(z)));
	return tests
		.filter(({ most, least }, at) => {
			const opposed = least.tally.disagree > least.tally.agree && most.tally.agree > most.tally.disagree;
			return believed[at] && opposed;
		})
		.map(({ comment, most, least, z }) => ({
			comment,
			most: most.group,
			least: least.group,
			gap: most.tally.agree / answered(most.tally) - least.tally.agree / answered(least.tally),
			z,
		}))
		.sort((a, b) => b.gap - a.gap);
}

function add(a: Tally, b: Tally): Tally {
	return { agree: a.agree + b.agree, disagree: a.disagree + b.disagree, pass: a.pass + b.pass };
}

function answered({ agree, disagree, pass }: Tally): number {
	return agree + disagree + pass;
}

function part(tally: Tally, stance: Stance) {
	return { yes: tally[stance], of: answered(tally) };
}
