/** Second step of folding: "nguuuu" is "ngu". How often a letter stood is kept, since "as" is not "ass". */
import type { Cell } from './folded-cell';
import { baseOf, charOfLetter, isVowel, shapeOf, unitedMarks } from './letters';

const E = 0x65;
const O = 0x6f;

export function collapse(cells: Cell[]): Cell[] {
	const collapsed: Cell[] = [];
	for (let i = 0; i < cells.length;) {
		const cell = cells[i]!;
		let next = i + 1;
		while (cell.letter && absorb(cell, cells[next])) next++;
		if (cell.run > 1) cell.stretched = isStretched(cell, cells[next]);
		collapsed.push(cell);
		i = next;
	}
	return collapsed;
}

/** Takes the following letter in, if it is the same but for marks that only one of them has, as in "ngùuu". */
export function absorb(cell: Cell, next: Cell | undefined): boolean {
	if (!next?.letter || baseOf(next.letter) !== baseOf(cell.letter)) return false;
	if (next.letter !== cell.letter) {
		const united = unitedMarks(cell.letter, next.letter);
		if (united === undefined) return false;
		// ưu is two letters of the language, as in "cứu" and "lưu".
		if (cell.run === 1 && shapeOf(cell.letter) !== shapeOf(next.letter)) cell.spelled = true;
		cell.letter = united;
		cell.char = charOfLetter(united);
	}
	cell.run += next.run;
	cell.to = next.to;
	cell.maybeL &&= next.maybeL;
	return true;
}

/** Twice is ordinary for consonants inside a word and for e and o; three times is ordinary for nothing. */
export function isStretched(cell: Cell, next: Cell | undefined): boolean {
	if (cell.run > 2) return true;
	if (cell.spelled) return false;
	if (!isVowel(cell.letter)) return !next?.letter;
	const base = baseOf(cell.letter);
	return base !== E && base !== O;
}
