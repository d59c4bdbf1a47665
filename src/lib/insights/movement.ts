/** How a poll's answers of one period stand against those of the period before: by class, never added up. */
import type { Status, VoterClass } from '../polls/poll';

export interface Movement {
	class: VoterClass;
	now: number;
	/** Null: the poll was not open for all of it, so there is nothing to compare with. */
	before: number | null;
}

interface Movable {
	slug: string;
	question: string;
	status: Status;
	opensAt: Date;
	/** Empty while the result policy hides them. */
	movements: readonly Movement[];
}

export interface Mover extends Pick<Movable, 'slug' | 'question' | 'opensAt'> {
	movement: Movement;
}

/** Fewer are no movement but chance. */
const LEAST = 10;

const change = ({ now, before }: Movement) => Math.abs(now - (before ?? 0));

/** The open polls whose answers rose or fell most, the largest change first; one line a poll. That closed ones fall is no news. */
export function moversOf(polls: readonly Movable[], most = 3): Mover[] {
	return polls
		.flatMap(({ slug, question, status, opensAt, movements }) => {
			const largest = [...movements].sort((a, b) => change(b) - change(a))[0];
			if (status !== 'open' || !largest || change(largest) < LEAST) return [];
			return [{ slug, question, opensAt, movement: largest }];
		})
		.sort((a, b) => change(b.movement) - change(a.movement))
		.slice(0, most);
}

const DAY = 86_400_000;

/** Both periods lie within the time in which the poll took answers. */
export function isComparable(opensAt: Date, { now, days }: { now: Date; days: number }): boolean {
	return now.getTime() - opensAt.getTime() >= 2 * days * DAY;
}
