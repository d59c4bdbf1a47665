/**
 * What folding works on, and the three signs that it leaves between words. Cells stand in columns of numbers: an object
 * for each letter of a text would cost more than all that is asked about it.
 */

/** Ordinary space between two words. */
export const GAP = 0x20;
/** Perhaps only there to split a word: a finder may read across it, or stop at it. */
export const SEAM = 0x2d;
/** The end of a thought, ¶; nothing is read across it. */
export const BREAK = 0xb6;

/** Traits of a cell. The run is longer than spelling explains. */
export const STRETCHED = 1;
/** The run is two letters that only look the same without marks, as ư and u. */
export const SPELLED = 2;
/** An i that may be meant as an l. */
export const MAYBE_L = 4;

/** Letters, digits and signs on their way. A step that leaves fewer of them writes over those that it has read. */
export class Cells {
	length = 0;
	/** 0 for anything that is not of the alphabet; then `code` says what it is. */
	readonly letter: Uint16Array;
	/** The code point that is shown. */
	readonly code: Uint32Array;
	/** Where it stands in the original. */
	readonly from: Uint32Array;
	readonly to: Uint32Array;
	/** How many of the same letter stood here. */
	readonly run: Uint32Array;
	readonly traits: Uint8Array;

	constructor(most: number) {
		this.letter = new Uint16Array(most);
		this.code = new Uint32Array(most);
		this.from = new Uint32Array(most);
		this.to = new Uint32Array(most);
		this.run = new Uint32Array(most);
		this.traits = new Uint8Array(most);
	}

	set(at: number, { letter, code, from, to }: { letter: number; code: number; from: number; to: number }) {
		this.letter[at] = letter;
		this.code[at] = code;
		this.from[at] = from;
		this.to[at] = to;
		this.run[at] = 1;
		this.traits[at] = 0;
	}

	/** Moves a cell to a place before its own. */
	move(source: number, at: number) {
		if (source === at) return;
		this.letter[at] = this.letter[source]!;
		this.code[at] = this.code[source]!;
		this.from[at] = this.from[source]!;
		this.to[at] = this.to[source]!;
		this.run[at] = this.run[source]!;
		this.traits[at] = this.traits[source]!;
	}

	mark(at: number, trait: number, has: boolean) {
		this.traits[at] = has ? this.traits[at]! | trait : this.traits[at]! & ~trait;
	}

	has(at: number, trait: number): boolean {
		return (this.traits[at]! & trait) !== 0;
	}
}

export const isBetweenWords = (code: number) => code === GAP || code === SEAM || code === BREAK;
