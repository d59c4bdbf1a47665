import { isRating, type Kind } from '../polls/poll';
import type { ClassResult } from '../polls/results';

/** Option ids as they are drawn: a scale from its beginning, others by the first class that has answers. */
export function drawingOrder(kind: Kind, classes: readonly ClassResult[]): number[] {
	const options = (classes.find(({ ballots }) => ballots > 0) ?? classes[0])?.options ?? [];
	return [...options].sort((a, b) => (isRating(kind) ? a.id - b.id : b.votes - a.votes)).map(({ id }) => id);
}
