/** First step of folding: every character becomes a letter, a digit, or a sign between words. */
import type { Cell } from './folded-cell';
import type { Form } from './form';
import { kindOf, LETTER, MARK } from './kinds';
import { charOfLetter } from './letters';
import { digitAlike, lookAlike, mayBeL, standsFor } from './look-alikes';

export function readSigns(written: Form): Cell[] {
	const cells: Cell[] = [];
	let unit = 0;
	for (const char of written.text) {
		const from = written.from[unit]!;
		const to = written.to[unit + char.length - 1]!;
		unit += char.length;
		// Marks that belong to no letter of the alphabet are decoration here.
		if (kindOf(char.codePointAt(0)!) === MARK) continue;
		const letter = lookAlike(char);
		const digit = letter ? 0 : digitAlike(char);
		const shown = letter ? charOfLetter(letter) : digit ? String.fromCharCode(digit) : char;
		cells.push({ letter, char: shown, from, to, run: 1, stretched: false, spelled: false, maybeL: false });
	}
	lendLetters(cells);
	return cells;
}

const isDigit = (cell: Cell) => cell.char >= '0' && cell.char <= '9';

/** Whether it is part of a word: a letter of any script, or a digit. */
export const isOfWord = (cell: Cell) =>
	cell.letter > 0 || isDigit(cell) || kindOf(cell.char.codePointAt(0)!) === LETTER;

const isSign = (cell: Cell) => !isOfWord(cell) && standsFor(cell.char) > 0;

/**
 * Digits and signs inside a word become the letters that they stand for. Digits at its end stay: "A55", "covid19" and "m2" are
 * names and figures, not disguises.
 */
function lendLetters(cells: Cell[]) {
	for (let from = 0; from < cells.length;) {
		let to = from;
		while (to < cells.length && (isOfWord(cells[to]!) || isSign(cells[to]!))) to++;
		lendWithin(cells, from, to);
		from = to + 1;
	}
}

function lendWithin(cells: Cell[], start: number, end: number) {
	let from = start;
	let to = end;
	// A sentence ends in "!", a price in "£"; but words are written "$hit", "@ss" and "a$$".
	while (from < to && isSign(cells[from]!) && !'$@'.includes(cells[from]!.char)) from++;
	while (to > from && isSign(cells[to - 1]!) && cells[to - 1]!.char !== '$') to--;
	while (to > from && isDigit(cells[to - 1]!)) to--;
	if (!cells.slice(from, to).some(({ letter }) => letter > 0)) return;
	for (let i = from; i < to; i++) {
		const cell = cells[i]!;
		const base = cell.letter ? 0 : standsFor(cell.char);
		if (!base) continue;
		cell.maybeL = mayBeL(cell.char);
		cell.letter = base;
		cell.char = String.fromCharCode(base);
	}
}
