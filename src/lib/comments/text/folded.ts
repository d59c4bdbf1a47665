/**
 * A text as somebody who hides a word meant it to be read. It is made for finding, not for reading: look-alike letters are
 * Latin, digits and signs among letters are letters, a letter that is repeated stands once, short forms are spelled out.
 *
 * What is left between words is one of three signs:
 *   GAP   ordinary space between two words
 *   SEAM  perhaps only there to split a word: "n g u", "đ.ị.t", "đ ịt"; a finder may read across it or stop at it
 *   BREAK the end of a thought; nothing is read across it
 *
 * Each step is one pass over the text.
 */
import { isBetweenWords, SEAM, type Cells } from './folded-cell';
import { FoldedWriter, type FoldedForm } from './folded-form';
import { joinPieces } from './folded-pieces';
import { collapse } from './folded-runs';
import { readSigns } from './folded-signs';
import type { Form } from './form';
import { unitOfLetter } from './letters';
import { placeTones } from './tone-place';
import { findMeaningOf } from './teencode';
import { writtenForm } from './written';

export type { FoldedForm };

export interface Forms {
	written: Form;
	folded: FoldedForm;
}

/** Takes the written form. */
export function foldedForm(written: Form): FoldedForm {
	const cells = readSigns(written);
	collapse(cells);
	joinPieces(cells);
	return spellOut(cells, written.text.length);
}

/** Word by word: the tone to its place, which repeating a vowel may have moved, and short forms to what they mean. */
function spellOut(cells: Cells, units: number): FoldedForm {
	const { code, length } = cells;
	// A letter may stand for a word of five, and behind each word a sign is left: "k j" is "không gì".
	const writer = new FoldedWriter(3 * units + 6);
	for (let from = 0; from < length;) {
		if (isBetweenWords(code[from]!)) {
			writer.copy(cells, from++);
			continue;
		}
		let to = from;
		while (to < length && !isBetweenWords(code[to]!)) to++;
		settleTones(cells, from, to);
		const isWhole = code[from - 1] !== SEAM && (to === length || code[to] !== SEAM);
		const meaning = isWhole ? findMeaningOf(code, from, to) : undefined;
		if (meaning === undefined) for (let at = from; at < to; at++) writer.copy(cells, at);
		else writer.spell(meaning, cells.from[from]!, cells.to[to - 1]!);
		from = to;
	}
	return writer.finish();
}

function settleTones({ letter, code }: Cells, from: number, to: number) {
	if (!placeTones(letter, from, to)) return;
	for (let at = from; at < to; at++) if (letter[at]) code[at] = unitOfLetter(letter[at]!);
}

/** The two forms of a text in which words are looked for. */
export function readForms(original: string): Forms {
	const written = writtenForm(original);
	return { written, folded: foldedForm(written) };
}

/**
 * The letters and digits alone: equal for two texts that differ in spacing, punctuation, case or disguise. Compare it, or a
 * hash of it, to find the same text sent again.
 */
export function repeatKey({ text }: FoldedForm): string {
	return text.replace(/[ \-¶]/g, '');
}
