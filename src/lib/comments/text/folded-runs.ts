/** Second step of folding: "nguuuu" is "ngu". How often a letter stood is kept, since "as" is not "ass". */
import { MAYBE_L, SPELLED, STRETCHED, type Cells } from './folded-cell';
import { baseOf, isVowel, shapeOf, unitedMarks, unitOfLetter } from './letters';

const E = 0x65;
const O = 0x6f;

export function collapse(cells: Cells): void {
	let kept = 0;
	for (let i = 0; i < cells.length;) {
		cells.move(i, kept);
		let next = i + 1;
		while (absorb(cells, kept, next)) next++;
		if (cells.run[kept]! > 1) cells.mark(kept, STRETCHED, isStretched(cells, kept, next));
		kept++;
		i = next;
	}
	cells.length = kept;
}

/** Takes the following letter in, if it is the same but for marks that only one of them has, as in "ngùuu". */
export function absorb(cells: Cells, at: number, next: number): boolean {
	const { letter, run, to } = cells;
	if (next >= cells.length || !letter[at] || !letter[next]) return false;
	if (baseOf(letter[next]!) !== baseOf(letter[at]!)) return false;
	if (letter[next] !== letter[at]) {
		const united = unitedMarks(letter[at]!, letter[next]!);
		if (united === undefined) return false;
		// ưu is two letters of the language, as in "cứu" and "lưu".
		if (run[at] === 1 && shapeOf(letter[at]!) !== shapeOf(letter[next]!)) cells.mark(at, SPELLED, true);
		letter[at] = united;
		cells.code[at] = unitOfLetter(united);
	}
	run[at]! += run[next]!;
	to[at] = to[next]!;
	if (!cells.has(next, MAYBE_L)) cells.mark(at, MAYBE_L, false);
	return true;
}

/**
 * Twice is ordinary for consonants inside a word and for e and o; three times is ordinary for nothing.
 * @param next the place of what follows, which may be none
 */
export function isStretched(cells: Cells, at: number, next: number): boolean {
	if (cells.run[at]! > 2) return true;
	if (cells.has(at, SPELLED)) return false;
	const letter = cells.letter[at]!;
	if (!isVowel(letter)) return next >= cells.length || cells.letter[next] === 0;
	const base = baseOf(letter);
	return base !== E && base !== O;
}
