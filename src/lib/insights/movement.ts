/** How a poll's answers of one period stand against those of the period before: by class, never added up. */
import type { VoterClass } from '../polls/poll';

export interface Movement {
	class: VoterClass;
	now: number;
	before: number;
}

export interface Moving {
	slug: string;
	question: string;
	movement: Movement;
}

interface Movable {
	slug: string;
	question: string;
	/** Empty while the result policy hides them. */
	movements: readonly Movement[];
}

/** Fewer are no movement but chance. */
const LEAST = 10;

/** The polls whose answers rose or fell most, the largest change first; one line a poll. */
export function moversOf(polls: readonly Movable[], most = 3): Moving[] {
	const change = ({ now, before }: Movement) => Math.abs(now - before);
	return polls
		.flatMap(({ slug, question, movements }) => {
			const largest = [...movements].sort((a, b) => change(b) - change(a))[0];
			return largest && change(largest) >= LEAST ? [{ slug, question, movement: largest }] : [];
		})
		.sort((a, b) => change(b.movement) - change(a.movement))
		.slice(0, most);
}
