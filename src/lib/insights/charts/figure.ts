/**
 * A figure: what is drawn, what it says in words, and its table. Page, download and report take all of it from here, so
 * that they agree. Every scale of shares begins at zero, and panels side by side share one.
 */
import type { TableRow } from '../../shared/table-format';

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
}

export interface LikertRow {
	label: string;
	/** In the order of the scale, adding up to 1. */
	shares: readonly Share[];
}

export interface Line {
	label: string;
	series: Series;
	values: readonly number[];
	/** A band around the line. */
	low?: readonly number[];
	high?: readonly number[];
}

export interface Panel {
	title: string;
	bars: readonly Bar[];
}

export type Drawing =
	| { kind: 'bars'; series: Series; bars: readonly Bar[] }
	| { kind: 'likert'; keys: readonly string[]; rows: readonly LikertRow[] }
	| { kind: 'lines'; times: readonly string[]; lines: readonly Line[] }
	| { kind: 'panels'; panels: readonly Panel[]; most: Share };

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

/** The next round share at or above the largest, so that bars fill their panels and all panels share it. */
export function topOf(shares: readonly (Share | null)[]): Share {
	const most = Math.max(0.1, ...shares.filter((share) => share !== null));
	return Math.min(1, Math.ceil(most * 10 - 1e-9) / 10);
}
