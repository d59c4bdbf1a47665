/**
 * Small groups are protected here, and nowhere else: whatever shows answers by area or age takes its cells from `protect`.
 *
 * Totals of a poll are public to the digit, so a cell that is left out must not come back by subtraction. Therefore the
 * reader is supposed to know every total and every shown cell exactly; a cell is safe when there are still enough values
 * that it could have. Others are hidden along with it until that is so (complementary suppression). What is shown is
 * rounded on top of that.
 */
import { isSafe, maskOf, MIN_CELL, sumOf, type Group, type Label, type Mask } from './hidden-mask';

export { MIN_BASE, MIN_CELL, type Group } from './hidden-mask';

const ROUND_TO = 5;

export type Cell =
	| { shown: 'exactly'; votes: number; percent: number }
	/** More than 95 % or less than 5 %. */
	| { shown: Label }
	| { shown: 'hidden' };

export interface ProtectedGroup {
	/** Rounded; null: too few answers to show. */
	ballots: number | null;
	cells: Cell[];
}

/** @returns the groups in their order; null where nothing can be shown without giving something away */
export function protect(groups: readonly Group[]): ProtectedGroup[] | null {
	const mask = maskOf(groups);
	if (!mask) return null;
	return groups.map((group, i) => {
		const row = mask.lines.findIndex(({ of }) => of.length === 1 && of[0] === i);
		if (row < 0) return { ballots: null, cells: group.votes.map(() => ({ shown: 'hidden' })) };
		return {
			ballots: round(group.ballots),
			cells: group.votes.map((votes, c): Cell => {
				const label = mask.labels[row]![c];
				if (label) return { shown: label };
				if (mask.hidden[row]![c]) return { shown: 'hidden' };
				return { shown: 'exactly', votes: round(votes), percent: Math.round((votes / group.ballots) * 100) };
			}),
		};
	});
}

function round(count: number): number {
	return Math.round(count / ROUND_TO) * ROUND_TO;
}

/**
 * Whether newer figures may be released after the last ones. Two tables that differ by one vote tell what that voter
 * chose, so every figure that both show must have grown by enough, unless there was and is nothing in it. And since
 * votes come and seldom go, each table bounds the other: what is hidden must stay safe between its neighbours.
 *
 * @param released the last one, and the one before it
 */
export function mayRelease(
	now: readonly Group[],
	[last, earlier]: readonly [last?: readonly Group[], earlier?: readonly Group[]],
): boolean {
	const mask = maskOf(now);
	if (!mask) return false;
	if (!last || !maskOf(last)) return true;
	return (
		last.length === now.length &&
		haveGrown(last, now) &&
		isSafeBetween(last, { before: earlier, after: now }) &&
		isSafeBetween(now, { before: last })
	);
}

function haveGrown(last: readonly Group[], now: readonly Group[]): boolean {
	const [before, after] = [protect(last)!, protect(now)!];
	const grew = (from: number, to: number) => to - from >= MIN_CELL || (from === 0 && to === 0);
	return now.every((group, i) => {
		const [a, b] = [before[i]!, after[i]!];
		if (a.ballots !== null && b.ballots !== null && !grew(last[i]!.ballots, group.ballots)) return false;
		return group.votes.every(
			(votes, c) =>
				[a, b].some(({ cells }) => cells[c]!.shown !== 'exactly') || grew(last[i]!.votes[c]!, votes),
		);
	});
}

function isSafeBetween(
	groups: readonly Group[],
	{ before, after }: { before?: readonly Group[] | undefined; after?: readonly Group[] },
): boolean {
	const mask = maskOf(groups)!;
	const apart = (other: readonly Group[] | undefined, sign: 1 | -1, rooms: Mask['above']) =>
		other?.length === groups.length
			? mask.lines.map(({ of, votes }, row) => {
					const there = sumOf(other, of).votes;
					return votes.map((n, c) => Math.min(rooms[row]![c]!, Math.max(0, sign * (there[c]! - n))));
				})
			: rooms;
	const table = { ...mask, above: apart(after, 1, mask.above), below: apart(before, -1, mask.below) };
	return mask.atRisk.every((cell) => isSafe(table, cell));
}
