/** What folding leaves, and how it is written: unit by unit, with what is known of the letter that stood there. */
import { MAYBE_L, STRETCHED, type Cells } from './folded-cell';
import { textOf, type Form } from './form';

export interface FoldedForm extends Form {
	/** How many of the same letter stood where unit i stands. */
	runs: Uint8Array;
	/** 1 where that is more than spelling explains. */
	stretched: Uint8Array;
	/** 1 where an i may be meant as an l. */
	maybeL: Uint8Array;
}

/** Into arrays with room for all that may come. */
export class FoldedWriter {
	private length = 0;
	private units: Uint16Array;
	private from: Uint32Array;
	private to: Uint32Array;
	private runs: Uint8Array;
	private stretched: Uint8Array;
	private maybeL: Uint8Array;

	constructor(most: number) {
		this.units = new Uint16Array(most);
		this.from = new Uint32Array(most);
		this.to = new Uint32Array(most);
		this.runs = new Uint8Array(most);
		this.stretched = new Uint8Array(most);
		this.maybeL = new Uint8Array(most);
	}

	copy(cells: Cells, at: number) {
		const code = cells.code[at]!;
		if (code > 0xffff) {
			const pair = String.fromCodePoint(code);
			this.write(pair.charCodeAt(0), cells, at);
			this.write(pair.charCodeAt(1), cells, at);
		} else this.write(code, cells, at);
	}

	private write(unit: number, cells: Cells, at: number) {
		const place = this.length++;
		this.units[place] = unit;
		this.from[place] = cells.from[at]!;
		this.to[place] = cells.to[at]!;
		this.runs[place] = Math.min(cells.run[at]!, 255);
		this.stretched[place] = Number(cells.has(at, STRETCHED));
		this.maybeL[place] = Number(cells.has(at, MAYBE_L));
	}

	/** What a short form stands for comes from all of it. */
	spell(meaning: string, from: number, to: number) {
		for (let i = 0; i < meaning.length; i++) {
			const place = this.length++;
			this.units[place] = meaning.charCodeAt(i);
			this.from[place] = from;
			this.to[place] = to;
			this.runs[place] = 1;
		}
	}

	finish(): FoldedForm {
		const end = this.length;
		return {
			text: textOf(this.units.subarray(0, end)),
			from: this.from.subarray(0, end),
			to: this.to.subarray(0, end),
			runs: this.runs.subarray(0, end),
			stretched: this.stretched.subarray(0, end),
			maybeL: this.maybeL.subarray(0, end),
		};
	}
}
