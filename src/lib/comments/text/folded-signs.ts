/** First step of folding: every character becomes a letter, a digit, or a sign between words. */
import { Cells, MAYBE_L } from './folded-cell';
import type { Form } from './form';
import { kindOf, LETTER, MARK } from './kinds';
import { unitOfLetter } from './letters';
import { digitAlike, lookAlike, mayBeL, standsFor } from './look-alikes';

export function readSigns({ text, from, to }: Form): Cells {
	const cells = new Cells(text.length);
	for (let unit = 0; unit < text.length;) {
		const code = text.codePointAt(unit)!;
		const end = unit + (code > 0xffff ? 2 : 1);
		// Marks that belong to no letter of the alphabet are decoration here.
		if (kindOf(code) !== MARK) {
			const letter = lookAlike(code);
			const shown = letter ? unitOfLetter(letter) : digitAlike(code) || code;
			cells.set(cells.length++, { letter, code: shown, from: from[unit]!, to: to[end - 1]! });
		}
		unit = end;
	}
	lendLetters(cells);
	return cells;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** Whether it is part of a word: a letter of any script, or a digit. */
export const isOfWord = ({ letter, code }: Cells, at: number) =>
	letter[at] !== 0 || isDigit(code[at]!) || kindOf(code[at]!) === LETTER;

const isSign = (cells: Cells, at: number) => !isOfWord(cells, at) && standsFor(cells.code[at]!) > 0;

/**
 * Digits and signs inside a word become the letters that they stand for. Digits at its end stay: "A55", "covid19" and "m2" are
 * names and figures, not disguises.
 */
function lendLetters(cells: Cells) {
	for (let from = 0; from < cells.length;) {
		let to = from;
		while (to < cells.length && (isOfWord(cells, to) || isSign(cells, to))) to++;
		lendWithin(cells, from, to);
		from = to + 1;
	}
}

const DOLLAR = 0x24;
const AT_SIGN = 0x40;

function lendWithin(cells: Cells, start: number, end: number) {
	const { letter, code } = cells;
	let from = start;
	let to = end;
	// A sentence ends in "!", a price in "£"; but words are written "$hit", "@ss" and "a$$".
	while (from < to && isSign(cells, from) && code[from] !== DOLLAR && code[from] !== AT_SIGN) from++;
	while (to > from && isSign(cells, to - 1) && code[to - 1] !== DOLLAR) to--;
	while (to > from && isDigit(code[to - 1]!)) to--;
	let isWord = false;
	for (let i = from; i < to && !isWord; i++) isWord = letter[i] !== 0;
	if (!isWord) return;
	for (let i = from; i < to; i++) {
		const base = letter[i] ? 0 : standsFor(code[i]!);
		if (!base) continue;
		cells.mark(i, MAYBE_L, mayBeL(code[i]!));
		letter[i] = base;
		code[i] = base;
	}
}
