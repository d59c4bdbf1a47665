/**
 * A text in another form that remembers where it came from: unit i of `text` (UTF-16) was made of the units
 * `from[i]` up to, not including, `to[i]` of the original. Both run upwards, so a stretch of the form is a stretch
 * of the original.
 */

/** Half open, in UTF-16 units: `text.slice(from, to)`. */
export interface Span {
	from: number;
	to: number;
}

export interface Form {
	text: string;
	from: Uint32Array;
	to: Uint32Array;
}

/** Where units `from` up to `to` of the form stand in the original; an empty stretch has an empty span. */
export function spanInOriginal(form: Form, from: number, to: number): Span {
	if (from >= to) {
		const at = form.from[from] ?? form.to[form.to.length - 1] ?? 0;
		return { from: at, to: at };
	}
	return { from: form.from[from]!, to: form.to[to - 1]! };
}

/** Collects a form unit by unit. Numbers, not strings: every text of every person comes through here. */
export class FormWriter {
	length = 0;
	private units: Uint16Array<ArrayBuffer>;
	private from: Uint32Array<ArrayBuffer>;
	private to: Uint32Array<ArrayBuffer>;

	/** @param expected units; there may be more */
	constructor(expected: number) {
		this.units = new Uint16Array(expected + 8);
		this.from = new Uint32Array(expected + 8);
		this.to = new Uint32Array(expected + 8);
	}

	write(unit: number, from: number, to: number) {
		if (this.length === this.units.length) this.grow();
		this.units[this.length] = unit;
		this.from[this.length] = from;
		this.to[this.length++] = to;
	}

	/** Another unit where one was written. */
	rewrite(at: number, unit: number) {
		this.units[at] = unit;
	}

	finish(): Form {
		return {
			text: textOf(this.units.subarray(0, this.length)),
			from: this.from.subarray(0, this.length),
			to: this.to.subarray(0, this.length),
		};
	}

	private grow() {
		const grown = <T extends Uint16Array | Uint32Array>(into: T, from: T): T => {
			into.set(from);
			return into;
		};
		const size = this.length * 2;
		this.units = grown(new Uint16Array(size), this.units);
		this.from = grown(new Uint32Array(size), this.from);
		this.to = grown(new Uint32Array(size), this.to);
	}
}

/** As many arguments as any engine takes. */
const AT_ONCE = 8_192;

/** Not by a decoder: half of a surrogate pair stays what it is. */
export function textOf(units: Uint16Array): string {
	let text = '';
	for (let at = 0; at < units.length; at += AT_ONCE)
		text += String.fromCharCode(...units.subarray(at, at + AT_ONCE));
	return text;
}
