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

/** Collects a form piece by piece. */
export class FormWriter {
	#text: string[] = [];
	#from: number[] = [];
	#to: number[] = [];

	write(piece: string, from: number, to: number) {
		this.#text.push(piece);
		for (let unit = 0; unit < piece.length; unit++) {
			this.#from.push(from);
			this.#to.push(to);
		}
	}

	finish(): Form {
		return { text: this.#text.join(''), from: Uint32Array.from(this.#from), to: Uint32Array.from(this.#to) };
	}
}
