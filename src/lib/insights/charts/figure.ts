/**
 * A figure: what is drawn, what it says in words, and its table. Page, download and report take all of it from here, so
 * that they agree. Every scale of shares begins at zero, and panels side by side share one.
 */
import type { TableRow } from '../../shared/table-format';
import type { Drawn as DrawnGroup } from '../groups/map-drawing';
import type { Interval } from '../interval';
import type { Tint } from './svg';

/** How a column is shown on a page; a file has the bare figures. */
export type Shown = 'text' | 'number' | 'share' | 'mean';

export interface Figure {
	/** Of its address: results-verified, areas. */
	id: string;
	title: string;
	/** What one sees in it, for those who don't. */
	summary: string;
	/** Whose figures these are, of when, and what was left out; drawn below. */
	note: string;
	columns: readonly string[];
	rows: readonly TableRow[];
	/** Of its columns; only where its table is on a page as it is. */
	shown?: readonly Shown[];
	drawing: Drawing;
}

/** 0 to 1. */
type Share = number;

export type Series = 1 | 2;

export interface Bar {
	label: string;
	/** Null: not to be shown. */
	share: Share | null;
	/** What the share may be. */
	low?: Share;
	high?: Share;
	/** Beside the bar. */
	words: string;
	/** Instead of that of its series. */
	tint?: Tint;
}

export interface LikertRow {
	label: string;
	/** In the order of the scale, adding up to 1. */
	shares: readonly Share[];
	/** What one sees of it. */
	words: string;
}

export interface Line {
	label: string;
	series: Series;
	values: readonly number[];
}

/** What a share was at a time, and what it may have been. */
export interface Point extends Interval {
	/** 0 at the beginning of what is drawn, 1 at its end. */
	at: number;
	share: Share;
}

export interface BandLine {
	label: string;
	tint: Tint;
	/** Told apart without colour too. */
	isDashed: boolean;
	/** In the order of time; null: nothing is known in between. */
	points: readonly (Point | null)[];
}

export interface BandPanel {
	/** None where it is the only one. */
	title: string;
	/** What it came to in the end. */
	words: string;
	lines: readonly BandLine[];
}

export interface Bands {
	kind: 'bands';
	/** The names of the beginning and the end. */
	ends: readonly [string, string];
	panels: readonly BandPanel[];
	/** At the upper edge of all panels; the lower edge is zero. */
	most: Share;
	/** What stands at the lower and the upper edge. */
	edges: readonly [string, string];
}

/** Of a scale of counts: the first is zero, the last its top. */
export interface Mark {
	value: number;
	label: string;
}

export interface Stack {
	label: string;
	tint: Tint;
	values: readonly number[];
}

export interface Panel {
	title: string;
	bars: readonly Bar[];
}

export type Drawing =
	| { kind: 'bars'; series: Series; bars: readonly Bar[] }
	| { kind: 'likert'; keys: readonly string[]; rows: readonly LikertRow[] }
	| { kind: 'lines'; times: readonly string[]; lines: readonly Line[]; marks: readonly Mark[] }
	| { kind: 'panels'; panels: readonly Panel[]; most: Share }
	| { kind: 'columns'; times: readonly string[]; stacks: readonly Stack[]; marks: readonly Mark[] }
	| Bands
	| { kind: 'map'; groups: readonly (DrawnGroup & { letter: string; label: string })[] };

/** The next round number at or above, so that half of it is round too. */
export function roundTop(most: number): number {
	const size = 10 ** Math.floor(Math.log10(Math.max(1, most)));
	const step = [1, 2, 4, 5, 10].find((factor) => factor * size >= most) ?? 10;
	return Math.max(2, step * size);
}

/** As shares are told in files: to the hundredth of a percent. A page rounds these, or it would differ from its file by a digit. */
export function fourPlaces(share: Share): Share {
	return Math.round(share * 10_000) / 10_000;
}

/** The table of a figure as a file: what it is and its note, the names of the columns, the rows. */
export function figureTable({ title, note, columns, rows }: Figure): TableRow[] {
	return [[`${title}. ${note}`], columns, ...rows];
}

/**
 * Where the parts of a stacked bar lie when its middle stands at 0: shares below the middle to the left, above it to the
 * right, the middle value half and half. An even scale has no middle value.
 *
 * @returns positions from -1 to 1
 */
export function aroundMiddle(shares: readonly Share[]): { at: number; width: number; step: number }[] {
	const middle = (shares.length - 1) / 2;
	let at = -shares.reduce((sum, share, i) => sum + (i < middle ? share : i === middle ? share / 2 : 0), 0);
	return shares.map((width, step) => {
		const part = { at, width, step };
		at += width;
		return part;
	});
}

/** Which of the five steps of the diverging colours a value of a scale takes. */
export function divergingStep(step: number, steps: number): 1 | 2 | 3 | 4 | 5 {
	const place = step / Math.max(1, steps - 1);
	if (place === 0.5) return 3;
	if (place < 0.5) return place < 0.25 ? 1 : 2;
	return place > 0.75 ? 5 : 4;
}

/** Where a line is unbroken: from one point to another, both included. */
export function runsOf(points: readonly (Point | null)[]): { from: number; to: number }[] {
	const runs: { from: number; to: number }[] = [];
	points.forEach((point, i) => {
		if (point === null) return;
		const last = runs.at(-1);
		if (last && last.to === i - 1) last.to = i;
		else runs.push({ from: i, to: i });
	});
	return runs;
}

/** The next round share at or above the largest, so that bars fill their panels and all panels share it. */
export function topOf(shares: readonly (Share | null)[]): Share {
	const most = Math.max(0.1, ...shares.filter((share) => share !== null));
	return Math.min(1, Math.ceil(most * 10 - 1e-9) / 10);
}
