/** What of a table of groups is not shown exactly, so that no small cell can be worked out. Its face is privacy.ts. */
import { freedomOf, type Table } from './hidden-bounds';

/** A group with fewer answers is not shown. */
export const MIN_BASE = 10;
/** A cell with fewer answers, but for none, is not shown; and a hidden cell has at least so many values it could differ by. */
export const MIN_CELL = 5;
/** A group and how many of its ballots chose each option. */
export interface Group {
	ballots: number;
	votes: readonly number[];
}

/** More than 95 % or less than 5 %. */
export type Label = 'nearly-all' | 'hardly-any';

/** What is not shown exactly, of which lines. */
export interface Mask extends Required<Table> {
	/** The groups that are left out can be known together, by subtraction: they are one line, of which no label is told. */
	lines: (Group & { of: number[] })[];
	hidden: boolean[][];
	labels: (Label | undefined)[][];
	/** How far each of these cells must remain from being known. */
	atRisk: { row: number; column: number; room: number }[];
}

export function maskOf(groups: readonly Group[]): Mask | null {
	const pool = poolOf(groups);
	const shown = groups.map((_, i) => i).filter((i) => !pool.includes(i));
	if (shown.length === 0 || groups.length < 2) return null;
	const lines = shown.map((i) => ({ ...groups[i]!, of: [i] }));
	const rest = pool.length > 0 ? sumOf(groups, pool) : undefined;
	if (rest && rest.ballots > 0) lines.push({ ...rest, of: pool });

	const isWhole = (row: number) => row >= shown.length;
	const { votes: totals } = sumOf(groups, [...groups.keys()]);
	const labels = lines.map((line, row) =>
		line.votes.map((_, c) => (isWhole(row) || totals[c] === 0 ? undefined : labelOf(line, c))),
	);
	const isDelicate = (line: Group, c: number) => isSmall(line.votes[c]!) || sideOf(line, c) !== undefined;
	const hidden = lines.map((line, row) =>
		line.votes.map((_, c) => isWhole(row) || (totals[c]! > 0 && isDelicate(line, c))),
	);
	// A label tells within which bounds a cell lies, and so helps to work out others.
	const [above, below] = [roomsOf(lines, labels, 'up'), roomsOf(lines, labels, 'down')];
	const atRisk = lines.flatMap((line, row) =>
		line.votes.flatMap((votes, column) => {
			if (!isDelicate(line, column)) return [];
			// Nobody can be kept from knowing what the label and the total of an option say by themselves.
			const told = Math.min(above[row]![column]!, totals[column]! - votes) + below[row]![column]!;
			return [{ row, column, room: Math.min(MIN_CELL, told) }];
		}),
	);
	const mask = { cells: lines.map(({ votes }) => votes), lines, hidden, labels, above, below, atRisk };
	for (;;) {
		const known = atRisk.find((cell) => !isSafe(mask, cell));
		if (!known) return mask;
		if (!hideAlong(mask, known)) return null;
	}
}

/** Of a group all of which said nearly the same: whether these are among nearly all, or hardly any. */
function sideOf({ ballots, votes }: Group, column: number): Label | undefined {
	if (!votes.some((count) => count * 20 > ballots * 19)) return undefined;
	if (votes[column]! * 20 > ballots * 19) return 'nearly-all';
	return votes[column]! * 20 < ballots ? 'hardly-any' : undefined;
}

/** None where more than 95 % can only be everybody. */
function labelOf(group: Group, column: number): Label | undefined {
	return group.ballots > 20 ? sideOf(group, column) : undefined;
}

/** How far each cell could be from what it is, by what its label says: up to the largest, or down to the smallest count. */
function roomsOf(
	lines: readonly Group[],
	labels: readonly (Label | undefined)[][],
	way: 'up' | 'down',
): number[][] {
	return lines.map(({ ballots, votes }, row) =>
		votes.map((count, c) => {
			const label = labels[row]![c];
			const least = label === 'nearly-all' ? Math.floor((ballots * 19) / 20) + 1 : 0;
			const most = label === 'nearly-all' ? ballots : label ? Math.ceil(ballots / 20) - 1 : Infinity;
			return way === 'up' ? most - count : count - least;
		}),
	);
}

export function isSafe(table: Table, { row, column, room }: Mask['atRisk'][number]): boolean {
	const { down, up } = freedomOf(table, row, column);
	return down + up >= room;
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

/** Hides what closes a cycle through a cell at the least cost, else all there is. @returns false where nothing is left to hide */
function hideAlong(
	{ cells, hidden, above, below }: Mask,
	{ row, column, room }: Mask['atRisk'][number],
): boolean {
	const width = cells[row]!.length;
	let best: { cost: number; corners: [number, number][] } | undefined;
	for (let r = 0; r < cells.length; r++) {
		for (let c = 0; c < width; c++) {
			if (r === row || c === column) continue;
			const up = Math.min(below[row]![c]!, below[r]![column]!, above[row]![column]!, above[r]![c]!);
			const down = Math.min(below[row]![column]!, below[r]![c]!, above[row]![c]!, above[r]![column]!);
			const corners = (
				[
					[row, c],
					[r, column],
					[r, c],
				] as [number, number][]
			).filter(([a, b]) => !hidden[a]![b]);
			const cost = corners.reduce((sum, [a, b]) => sum + cells[a]![b]!, 0);
			if (up + down < room || corners.length === 0) continue;
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

export function sumOf(groups: readonly Group[], of: readonly number[]): Group {
	const add = (figure: (group: Group) => number) => of.reduce((sum, i) => sum + figure(groups[i]!), 0);
	return {
		ballots: add(({ ballots }) => ballots),
		votes: (groups[0]?.votes ?? []).map((_, c) => add(({ votes }) => votes[c]!)),
	};
}
