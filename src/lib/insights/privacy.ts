/**
 * Small groups are protected here, and nowhere else: whatever shows answers by area or age takes its cells from `protect`.
 *
 * Totals of a poll are public to the digit, so a cell that is left out must not come back by subtraction. Therefore the
 * reader is supposed to know every total and every shown cell exactly; a cell is safe when there are still enough values
 * that it could have. Others are hidden along with it until that is so (complementary suppression). What is shown is
 * rounded on top of that.
 */
import { freedomOf, type Table } from './hidden-bounds';

/** A group with fewer answers is not shown. */
export const MIN_BASE = 10;
/** A cell with fewer answers, but for none, is not shown; and a hidden cell has at least so many values it could differ by. */
export const MIN_CELL = 5;
const ROUND_TO = 5;
/** From here on one would know what everybody in the group said. */
const NEARLY_ALL = 0.95;

/** A group and how many of its ballots chose each option. */
export interface Group {
	ballots: number;
	votes: readonly number[];
}

export type Cell =
	| { shown: 'exactly'; votes: number; percent: number }
	/** More than 95 % or less than 5 %. */
	| { shown: 'nearly-all' | 'hardly-any' }
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
		const hidden = mask.hidden[mask.lines.findIndex(({ of }) => of.length === 1 && of[0] === i)];
		return hidden
			? { ballots: round(group.ballots), cells: group.votes.map((_, c) => cellOf(group, c, hidden[c]!)) }
			: { ballots: null, cells: group.votes.map(() => ({ shown: 'hidden' })) };
	});
}

/** What is hidden of which lines. The groups that are left out can be known together, by subtraction: they are one line. */
interface Mask {
	lines: (Group & { of: number[] })[];
	hidden: boolean[][];
	atRisk: { row: number; column: number }[];
}

function maskOf(groups: readonly Group[]): Mask | null {
	const pool = poolOf(groups);
	const shown = groups.map((_, i) => i).filter((i) => !pool.includes(i));
	if (shown.length === 0 || groups.length < 2) return null;
	const lines = shown.map((i) => ({ ...groups[i]!, of: [i] }));
	const rest = pool.length > 0 ? sumOf(groups, pool) : undefined;
	if (rest && rest.ballots > 0) lines.push({ ...rest, of: pool });

	const isWhole = (row: number) => row >= shown.length;
	const hidden = lines.map((line, row) =>
		line.votes.map((votes) => isWhole(row) || isOneSided(line) || isSmall(votes)),
	);
	const atRisk = lines.flatMap((line, row) =>
		line.votes.flatMap((votes, column) => (isOneSided(line) || isSmall(votes) ? [{ row, column }] : [])),
	);
	const cells = lines.map(({ votes }) => votes);
	for (;;) {
		const known = atRisk.find(({ row, column }) => !isSafe({ cells, hidden }, row, column));
		if (!known) return { lines, hidden, atRisk };
		if (!hideAlong(cells, hidden, known)) return null;
	}
}

function isSafe(table: Table, row: number, column: number): boolean {
	const { down, up } = freedomOf(table, row, column);
	return down + up >= MIN_CELL;
}

/** Groups that are left out whole: those with few answers, and enough others that these could be any among them. */
function poolOf(groups: readonly Group[]): number[] {
	const bySize = groups.map((_, i) => i).sort((a, b) => groups[a]!.ballots - groups[b]!.ballots);
	const pool = new Set(bySize.filter((i) => groups[i]!.ballots < MIN_BASE));
	const sum = () => [...pool].reduce((total, i) => total + groups[i]!.ballots, 0);
	// Groups that are known to be empty tell nothing about anybody.
	if (sum() === 0) return [...pool];
	for (const i of bySize) {
		if (pool.size >= 2 && sum() >= MIN_BASE) break;
		pool.add(i);
	}
	return [...pool];
}

/** Hides what closes a cycle through a cell at the least cost, else its whole line. @returns false where nothing is left to hide */
function hideAlong(
	cells: readonly (readonly number[])[],
	hidden: boolean[][],
	{ row, column }: { row: number; column: number },
): boolean {
	const width = cells[row]!.length;
	let best: { cost: number; corners: [number, number][] } | undefined;
	for (let r = 0; r < cells.length; r++) {
		for (let c = 0; c < width; c++) {
			if (r === row || c === column) continue;
			const at = (a: number, b: number) => cells[a]![b]!;
			const freedom = Math.min(at(row, c), at(r, column)) + Math.min(at(row, column), at(r, c));
			const corners = (
				[
					[row, c],
					[r, column],
					[r, c],
				] as [number, number][]
			).filter(([a, b]) => !hidden[a]![b]);
			const cost = corners.reduce((sum, [a, b]) => sum + at(a, b), 0);
			if (freedom < MIN_CELL || corners.length === 0) continue;
			if (!best || cost < best.cost) best = { cost, corners };
		}
	}
	const corners =
		best?.corners ??
		cells
			.flatMap((line, r) => line.map((_, c): [number, number] => [r, c]))
			.filter(([r, c]) => !hidden[r]![c]);
	for (const [r, c] of corners) hidden[r]![c] = true;
	return corners.length > 0;
}

function isSmall(votes: number): boolean {
	return votes > 0 && votes < MIN_CELL;
}

function isOneSided({ ballots, votes }: Group): boolean {
	return votes.some((count) => count > ballots * NEARLY_ALL);
}

function cellOf(group: Group, column: number, isHidden: boolean): Cell {
	const votes = group.votes[column]!;
	if (isOneSided(group)) return { shown: votes > group.ballots * NEARLY_ALL ? 'nearly-all' : 'hardly-any' };
	if (isHidden) return { shown: 'hidden' };
	return { shown: 'exactly', votes: round(votes), percent: Math.round((votes / group.ballots) * 100) };
}

function round(count: number): number {
	return Math.round(count / ROUND_TO) * ROUND_TO;
}

function sumOf(groups: readonly Group[], of: readonly number[]): Group {
	const add = (figure: (group: Group) => number) => of.reduce((sum, i) => sum + figure(groups[i]!), 0);
	return {
		ballots: add(({ ballots }) => ballots),
		votes: (groups[0]?.votes ?? []).map((_, c) => add(({ votes }) => votes[c]!)),
	};
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
	const cells = mask.lines.map(({ votes }) => votes);
	const apart = (other: readonly Group[] | undefined, sign: 1 | -1) =>
		other?.length === groups.length
			? mask.lines.map(({ of, votes }) => {
					const there = sumOf(other, of).votes;
					return votes.map((n, c) => Math.max(0, sign * (there[c]! - n)));
				})
			: undefined;
	const [above, below] = [apart(after, 1), apart(before, -1)];
	const table = { cells, hidden: mask.hidden, ...(above && { above }), ...(below && { below }) };
	return mask.atRisk.every(({ row, column }) => isSafe(table, row, column));
}
