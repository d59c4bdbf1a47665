/**
 * Third step of folding: what stands between two pieces of writing is a gap, a seam or a break. A seam is laid where the
 * separators look as if they were put into a word:
 *   a mark or two without space between letters, "đ.ị.t", "fu_ck"
 *   three or more single letters in a row, however they are kept apart, "n g u", "n. g. u"
 *   a lone consonant beside the accented rest of a syllable, "đ ịt", "lồ n"
 * Apostrophes never are: "he'll".
 */
import { BREAK, GAP, SEAM, STRETCHED, type Cells } from './folded-cell';
import { absorb, isStretched } from './folded-runs';
import { isOfWord } from './folded-signs';
import { kindOf, LETTER, NEWLINE, SPACE } from './kinds';
import { baseOf, isVowel } from './letters';
import { findMeaningOf } from './teencode';

/** Stretches of writing: piece i is the cells from[i] up to to[i], and before[i] is the sign in front of it, 0 for the first. */
interface Pieces {
	length: number;
	from: Uint32Array;
	to: Uint32Array;
	before: Uint8Array;
}

/** A slash is as often "per" or "or": it joins single letters in a row alone. */
const SLASH = 0x2f;
const DOT = 0x2e;
const COMMA = 0x2c;
const MARKS = new Set([...'.,-_*~/\\|+=^`·•'].map((mark) => mark.charCodeAt(0)));
const SEPARATORS_AT_MOST = 4;

export function joinPieces(cells: Cells): void {
	const pieces = findPieces(cells);
	laySeams(cells, pieces);
	// Between two pieces there was at least one cell, so what is written never meets what is still to be read.
	let kept = 0;
	for (let i = 0; i < pieces.length; i++) {
		const from = pieces.from[i]!;
		const to = pieces.to[i]!;
		const before = pieces.before[i]!;
		// "f u u c k": the repeated letter is one letter though it is kept apart.
		if (before === SEAM && to - from === 1 && absorb(cells, kept - 1, from)) {
			cells.mark(kept - 1, STRETCHED, isStretched(cells, kept - 1, cells.length));
			continue;
		}
		if (before) {
			cells.set(kept, { letter: 0, code: before, from: cells.to[kept - 1]!, to: cells.from[from]! });
			kept++;
		}
		for (let at = from; at < to; at++) cells.move(at, kept++);
	}
	cells.length = kept;
}

function findPieces(cells: Cells): Pieces {
	const most = (cells.length >> 1) + 1;
	const pieces = {
		length: 0,
		from: new Uint32Array(most),
		to: new Uint32Array(most),
		before: new Uint8Array(most),
	};
	for (let i = 0; i < cells.length;) {
		const gapFrom = i;
		while (i < cells.length && !isOfWord(cells, i)) i++;
		const from = i;
		while (i < cells.length && isOfWord(cells, i)) i++;
		if (from === i) break;
		pieces.before[pieces.length] = pieces.length ? signOf(cells, gapFrom, from) : 0;
		pieces.from[pieces.length] = from;
		pieces.to[pieces.length++] = i;
	}
	return pieces;
}

const MIXED = 1;

/** SEAM for marks alone, GAP for space, BREAK for anything that ends a thought; MIXED is decided by what is around it. */
function signOf(cells: Cells, from: number, to: number): number {
	if (to - from > SEPARATORS_AT_MOST) return allSpace(cells, from, to) ? GAP : BREAK;
	let marks = 0;
	let stops = 0;
	let slashes = 0;
	let newlines = 0;
	for (let i = from; i < to; i++) {
		const code = cells.code[i]!;
		const kind = kindOf(code);
		if (kind === NEWLINE) newlines++;
		else if (kind === SPACE) continue;
		else if (MARKS.has(code)) {
			marks++;
			if (code === DOT || code === COMMA || code === SLASH) stops++;
			if (code === SLASH) slashes++;
		} else return BREAK;
	}
	if (marks === to - from && !slashes) {
		const joins = isLetter(cells, from - 1) && isLetter(cells, to);
		return joins ? SEAM : BREAK;
	}
	if (newlines > 1) return BREAK;
	return stops ? MIXED : GAP;
}

function allSpace({ code }: Cells, from: number, to: number): boolean {
	for (let i = from; i < to; i++) if (kindOf(code[i]!) !== SPACE) return false;
	return true;
}

const isLetter = ({ letter, code }: Cells, at: number) => letter[at] !== 0 || kindOf(code[at]!) === LETTER;

function laySeams(cells: Cells, pieces: Pieces) {
	const { length, from, to, before } = pieces;
	const isSingle = (i: number) => i < length && to[i]! - from[i]! === 1 && cells.letter[from[i]!] !== 0;
	for (let i = 0; i < length;) {
		let end = i;
		while (isSingle(end) && (end === i || before[end] !== BREAK)) end++;
		if (end - i >= 3) before.fill(SEAM, i + 1, end);
		i = Math.max(end, i + 1);
	}
	for (let i = 1; i < length; i++) {
		if (before[i] === MIXED) before[i] = BREAK;
		else if (before[i] === GAP && isSplitSyllable(cells, pieces, i)) before[i] = SEAM;
	}
}

/** Whether pieces i-1 and i are one syllable. */
function isSplitSyllable(cells: Cells, { from, to }: Pieces, i: number): boolean {
	const { letter } = cells;
	const leftFrom = from[i - 1]!;
	const leftTo = to[i - 1]!;
	const rightFrom = from[i]!;
	const rightTo = to[i]!;
	if (isLoneConsonant(cells, leftFrom, leftTo))
		return isRest(cells, rightFrom, rightTo) && isVowel(letter[rightFrom]!);
	return (
		isLoneConsonant(cells, rightFrom, rightTo) &&
		isRest(cells, leftFrom, leftTo) &&
		isVowel(letter[leftTo - 1]!)
	);
}

/** Not one that is short for a word: "k ăn" is "không ăn". */
function isLoneConsonant({ letter, code }: Cells, from: number, to: number): boolean {
	if (to - from !== 1 || letter[from] === 0 || isVowel(letter[from]!)) return false;
	return findMeaningOf(code, from, to) === undefined;
}

function isRest({ letter }: Cells, from: number, to: number): boolean {
	if (to - from < 2 || to - from > 4) return false;
	let accented = false;
	for (let i = from; i < to; i++) {
		if (letter[i] === 0) return false;
		accented ||= letter[i] !== baseOf(letter[i]!);
	}
	return accented;
}
