/**
 * Third step of folding: what stands between two pieces of writing is a gap, a seam or a break. A seam is laid where the
 * separators look as if they were put into a word:
 *   a mark or two without space between letters, "đ.ị.t", "fu_ck"
 *   three or more single letters in a row, however they are kept apart, "n g u", "n. g. u"
 *   a lone consonant beside the accented rest of a syllable, "đ ịt", "lồ n"
 * Apostrophes never are: "he'll".
 */
import { BREAK, GAP, SEAM, type Cell } from './folded-cell';
import { absorb, isStretched } from './folded-runs';
import { isOfWord } from './folded-signs';
import { kindOf, LETTER, NEWLINE, SPACE } from './kinds';
import { baseOf, isVowel } from './letters';
import { findMeaning } from './teencode';

/** Stretches of cells, in turn writing and what is between; `cells[from]` up to `cells[to]`. */
interface Piece {
	from: number;
	to: number;
	/** What stands before this piece, as one of the three signs; '' for the first. */
	before: string;
}

/** A slash is as often "per" or "or": it joins single letters in a row alone. */
const SLASH = '/';
const MARKS = '.,-_*~/\\|+=^`·•';
const SEPARATORS_AT_MOST = 4;

export function joinPieces(cells: Cell[]): Cell[] {
	const pieces = findPieces(cells);
	laySeams(cells, pieces);
	const joined: Cell[] = [];
	for (const piece of pieces) {
		const last = joined.at(-1);
		const first = cells[piece.from]!;
		// "f u u c k": the repeated letter is one letter though it is kept apart.
		if (piece.before === SEAM && piece.to - piece.from === 1 && last && absorb(last, first)) {
			last.stretched = isStretched(last, undefined);
			continue;
		}
		if (piece.before) joined.push(between(piece.before, last!.to, first.from));
		for (let i = piece.from; i < piece.to; i++) joined.push(cells[i]!);
	}
	return joined;
}

function between(sign: string, from: number, to: number): Cell {
	return { letter: 0, char: sign, from, to, run: 1, stretched: false, spelled: false, maybeL: false };
}

function findPieces(cells: Cell[]): Piece[] {
	const pieces: Piece[] = [];
	for (let i = 0; i < cells.length;) {
		const gapFrom = i;
		while (i < cells.length && !isOfWord(cells[i]!)) i++;
		const from = i;
		while (i < cells.length && isOfWord(cells[i]!)) i++;
		if (from === i) break;
		const before = pieces.length ? signOf(cells, gapFrom, from) : '';
		pieces.push({ from, to: i, before });
	}
	return pieces;
}

const MIXED = '. ';

/** SEAM for marks alone, GAP for space, BREAK for anything that ends a thought; MIXED is decided by what is around it. */
function signOf(cells: Cell[], from: number, to: number): string {
	if (to - from > SEPARATORS_AT_MOST) return allSpace(cells, from, to) ? GAP : BREAK;
	let marks = 0;
	let stops = 0;
	let slashes = 0;
	let newlines = 0;
	for (let i = from; i < to; i++) {
		const { char } = cells[i]!;
		const kind = kindOf(char.codePointAt(0)!);
		if (kind === NEWLINE) newlines++;
		else if (kind === SPACE) continue;
		else if (MARKS.includes(char)) {
			marks++;
			if (char === '.' || char === ',' || char === SLASH) stops++;
			if (char === SLASH) slashes++;
		} else return BREAK;
	}
	if (marks === to - from && !slashes) {
		const joins = isLetter(cells[from - 1]!) && isLetter(cells[to]!);
		return joins ? SEAM : BREAK;
	}
	if (newlines > 1) return BREAK;
	return stops ? MIXED : GAP;
}

function allSpace(cells: Cell[], from: number, to: number): boolean {
	for (let i = from; i < to; i++) if (kindOf(cells[i]!.char.codePointAt(0)!) !== SPACE) return false;
	return true;
}

const isLetter = (cell: Cell) => cell.letter > 0 || kindOf(cell.char.codePointAt(0)!) === LETTER;

function laySeams(cells: Cell[], pieces: Piece[]) {
	const isSingle = (piece: Piece | undefined) =>
		piece !== undefined && piece.to - piece.from === 1 && cells[piece.from]!.letter > 0;
	for (let i = 0; i < pieces.length;) {
		let end = i;
		while (isSingle(pieces[end]) && (end === i || pieces[end]!.before !== BREAK)) end++;
		if (end - i >= 3) for (let single = i + 1; single < end; single++) pieces[single]!.before = SEAM;
		i = Math.max(end, i + 1);
	}
	pieces.forEach((piece, i) => {
		const previous = pieces[i - 1];
		if (previous && piece.before === GAP && isSplitSyllable(cells, previous, piece)) piece.before = SEAM;
		if (piece.before === MIXED) piece.before = BREAK;
	});
}

function isSplitSyllable(cells: Cell[], left: Piece, right: Piece): boolean {
	if (isLoneConsonant(cells, left)) return isRest(cells, right) && isVowel(cells[right.from]!.letter);
	return isLoneConsonant(cells, right) && isRest(cells, left) && isVowel(cells[left.to - 1]!.letter);
}

/** Not one that is short for a word: "k ăn" is "không ăn". */
function isLoneConsonant(cells: Cell[], { from, to }: Piece): boolean {
	const { letter, char } = cells[from]!;
	return to - from === 1 && letter > 0 && !isVowel(letter) && findMeaning(char) === undefined;
}

function isRest(cells: Cell[], { from, to }: Piece): boolean {
	if (to - from < 2 || to - from > 4) return false;
	let accented = false;
	for (let i = from; i < to; i++) {
		const { letter } = cells[i]!;
		if (!letter) return false;
		accented ||= letter !== baseOf(letter);
	}
	return accented;
}
