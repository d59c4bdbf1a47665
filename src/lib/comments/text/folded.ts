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
import { BREAK, GAP, isBetweenWords, SEAM, type Cell } from './folded-cell';
import { joinPieces } from './folded-pieces';
import { collapse } from './folded-runs';
import { readSigns } from './folded-signs';
import type { Form } from './form';
import { charOfLetter, letterAt } from './letters';
import { placeTones } from './tone-place';
import { findMeaning } from './teencode';
import { writtenForm } from './written';

export interface FoldedForm extends Form {
	/** How many of the same letter stood where unit i stands. */
	runs: Uint8Array;
	/** 1 where that is more than spelling explains. */
	stretched: Uint8Array;
	/** 1 where an i may be meant as an l. */
	maybeL: Uint8Array;
}

export interface Forms {
	written: Form;
	folded: FoldedForm;
}

/** Takes the written form. */
export function foldedForm(written: Form): FoldedForm {
	const cells = spellOut(joinPieces(collapse(readSigns(written))));
	let units = 0;
	for (const cell of cells) units += cell.char.length;
	const form = {
		text: cells.map(({ char }) => char).join(''),
		from: new Uint32Array(units),
		to: new Uint32Array(units),
		runs: new Uint8Array(units),
		stretched: new Uint8Array(units),
		maybeL: new Uint8Array(units),
	};
	let unit = 0;
	for (const cell of cells) {
		for (let end = unit + cell.char.length; unit < end; unit++) {
			form.from[unit] = cell.from;
			form.to[unit] = cell.to;
			form.runs[unit] = Math.min(cell.run, 255);
			form.stretched[unit] = Number(cell.stretched);
			form.maybeL[unit] = Number(cell.maybeL);
		}
	}
	return form;
}

/** Word by word: the tone to its place, which repeating a vowel may have moved, and short forms to what they mean. */
function spellOut(cells: Cell[]): Cell[] {
	const spelled: Cell[] = [];
	for (let from = 0; from < cells.length;) {
		if (isBetweenWords(cells[from]!)) {
			spelled.push(cells[from++]!);
			continue;
		}
		let to = from;
		while (to < cells.length && !isBetweenWords(cells[to]!)) to++;
		const word = cells.slice(from, to);
		settleTones(word);
		const whole = cells[from - 1]?.char !== SEAM && cells[to]?.char !== SEAM;
		const meaning =
			whole && word.length <= 6 ? findMeaning(word.map(({ char }) => char).join('')) : undefined;
		if (meaning === undefined) spelled.push(...word);
		else spelled.push(...expand(meaning, word[0]!.from, word.at(-1)!.to));
		from = to;
	}
	return spelled;
}

function settleTones(word: Cell[]) {
	const letters = word.map(({ letter }) => letter);
	if (!placeTones(letters, 0, letters.length)) return;
	word.forEach((cell, i) => {
		if (cell.letter === letters[i]) return;
		cell.letter = letters[i]!;
		cell.char = charOfLetter(cell.letter);
	});
}

function expand(meaning: string, from: number, to: number): Cell[] {
	return [...meaning].map((char) => ({
		letter: letterAt(char.charCodeAt(0)),
		char,
		from,
		to,
		run: 1,
		stretched: false,
		spelled: false,
		maybeL: false,
	}));
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
export function repeatKey(original: string): string {
	return foldedForm(writtenForm(original))
		.text.replaceAll(GAP, '')
		.replaceAll(SEAM, '')
		.replaceAll(BREAK, '');
}
