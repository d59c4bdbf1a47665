/** What folding works on, and the three signs that it leaves between words. */

/** Ordinary space between two words. */
export const GAP = ' ';
/** Perhaps only there to split a word: a finder may read across it, or stop at it. */
export const SEAM = '-';
/** The end of a thought; nothing is read across it. */
export const BREAK = '¶';

/** One letter, digit or sign on its way. `letter` is 0 for anything that is not of the alphabet; then `char` says what it is. */
export interface Cell {
	letter: number;
	char: string;
	/** Where it stands in the original. */
	from: number;
	to: number;
	/** How many of the same letter stood here. */
	run: number;
	/** The run is longer than spelling explains. */
	stretched: boolean;
	/** The run is two letters that only look the same without marks, as ư and u. */
	spelled: boolean;
	/** An i that may be meant as an l. */
	maybeL: boolean;
}

export const isBetweenWords = (cell: Cell) => cell.char === GAP || cell.char === SEAM || cell.char === BREAK;
