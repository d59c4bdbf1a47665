/** A conversation whose groups are known, to see whether they are found again. The same seed gives the same one. */
import type { Reactions } from '../../src/lib/insights/groups/answers';
import { seeded } from '../../src/lib/insights/groups/random';

export interface Conversation extends Reactions {
	/** By person. */
	truth: number[];
}

/**
 * @param sizes people by group
 * @param apart how far the groups' views lie apart, in units of how much people of one mind differ
 * @param answered share of the comments that each person answers
 */
export function generateConversation(
	seed: number,
	{
		sizes,
		comments,
		apart,
		answered,
	}: { sizes: number[]; comments: number; apart: number; answered: number },
): Conversation {
	const random = seeded(seed);
	// Near enough to a normal distribution, with a variance of one.
	const normal = () => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6);
	const views = sizes.map(() => Array.from({ length: comments }, () => apart * normal()));
	const truth = sizes.flatMap((size, group) => new Array<number>(size).fill(group));
	const entries = truth.flatMap((group, person) =>
		views[group]!.flatMap((view, comment) => {
			const leaning = view + normal();
			const value = leaning > 0.4 ? 1 : leaning < -0.4 ? -1 : 0;
			return random() < answered ? [{ person, comment, value }] : [];
		}),
	);
	return {
		people: truth.map((_, person) => `p${person}`),
		comments: views[0]!.map((_, comment) => `c${comment}`),
		person: entries.map(({ person }) => person),
		comment: entries.map(({ comment }) => comment),
		value: entries.map(({ value }) => value),
		truth,
	};
}
