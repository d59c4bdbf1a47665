/** Walks a text along a trie of words. `seams` and `glue` are open only where the text is read for disguises. */
import { SEAM } from '../text/folded-cell';
import type { FoldedForm } from '../text/folded';
import { spanInOriginal, type Form, type Span } from '../text/form';
import { isLetterUnit, kindOf, NEWLINE, SPACE } from '../text/kinds';
import { baseOf, leavesOutMarksOf, letterAt } from '../text/letters';
import type { ACCENTS, WordEntry } from './word-entry.schema';
import { isDigitUnit, isWordUnit, keyOf, WORD_GAP, type Node, type Spelling } from './word-trie';

export interface Hit {
	entry: number;
	innocent: boolean;
	span: Span;
}

/** Blanks that may stand between two words of a phrase. */
const BLANKS_AT_MOST = 4;
/** "địtmẹ" may be a phrase run together; "doan" is more likely a word of its own. */
const GLUED_AT_LEAST = 5;
const L = 0x6c;
/** What a walk has passed on its way. */
const GLUED = 1;
const SEAMS = 2;

export class Walk {
	/** How much was looked at; grows with the length of the text alone. */
	steps = 0;
	#hits: Hit[] = [];
	#start = 0;

	#folded: FoldedForm | undefined;

	constructor(
		private form: Form | FoldedForm,
		private entries: readonly WordEntry[],
	) {
		this.#folded = 'runs' in form ? form : undefined;
	}

	hits(root: Node): Hit[] {
		const { text } = this.form;
		for (let i = 0; i < text.length; i++) {
			this.steps++;
			const unit = text.charCodeAt(i);
			// Most places begin no word of the list, or lie within one.
			if (!isWordUnit(unit) || !this.#isEdge(i) || !this.#begins(root, i, unit)) continue;
			this.#start = i;
			this.#walk(root, i, 0);
		}
		return this.#hits;
	}

	#begins(root: Node, i: number, unit: number): boolean {
		return root.next.has(keyOf(unit)) || this.#folded?.maybeL[i] === 1;
	}

	/** Between units i-1 and i one word may end and another begin. A number ends only where its digits do. */
	#isEdge(i: number): boolean {
		const { text } = this.form;
		if (i === 0 || i >= text.length) return true;
		const before = text.charCodeAt(i - 1);
		const after = text.charCodeAt(i);
		if (isDigitUnit(before)) return !isDigitUnit(after);
		return !(isLetterUnit(before) && isLetterUnit(after));
	}

	#walk(node: Node, at: number, crossed: number) {
		this.steps++;
		const { text } = this.form;
		if (node.spellings.length && this.#isEdge(at) && isWordUnit(text.charCodeAt(at - 1)))
			this.#settle(node.spellings, at, crossed);
		if (at >= text.length) return;
		const unit = text.charCodeAt(at);
		const gap = node.next.get(WORD_GAP);
		if (!isWordUnit(unit)) {
			const end = this.#endOfGap(at);
			if (gap && end) this.#walk(gap, end, crossed);
			if (unit === SEAM && this.#folded) this.#walk(node, at + 1, crossed | SEAMS);
			return;
		}
		const next = node.next.get(keyOf(unit));
		if (next) this.#walk(next, at + 1, crossed);
		if (!this.#folded) return;
		const asL = this.#folded.maybeL[at] ? node.next.get(L) : undefined;
		if (asL) this.#walk(asL, at + 1, crossed);
		if (gap && isWordUnit(text.charCodeAt(at - 1))) this.#walk(gap, at, crossed | GLUED);
	}

	/** Where the next word begins, if no more than blanks, or one sign for them, is in between. */
	#endOfGap(at: number): number | undefined {
		const { text } = this.form;
		if (this.#folded) {
			const unit = text.charCodeAt(at);
			return unit === WORD_GAP || unit === SEAM ? at + 1 : undefined;
		}
		let end = at;
		let newlines = 0;
		for (; end < text.length && end - at < BLANKS_AT_MOST; end++) {
			const kind = kindOf(text.charCodeAt(end));
			if (kind === NEWLINE) newlines++;
			else if (kind !== SPACE) break;
		}
		return end > at && newlines < 2 ? end : undefined;
	}

	#settle(spellings: Spelling[], end: number, crossed: number) {
		for (const spelling of spellings) {
			if (crossed & GLUED && spelling.units.length < GLUED_AT_LEAST) continue;
			// Two letters kept apart are a disguise only if they stand alone, as in "đ.m", not within "v, l, m".
			if (crossed & SEAMS && spelling.units.length < 3 && this.#isAmongSeams(end)) continue;
			const accents = spelling.innocent ? 'may-lack' : this.entries[spelling.entry]!.accents;
			if (!this.#isSpelled(spelling, end, accents)) continue;
			this.#hits.push({
				entry: spelling.entry,
				innocent: spelling.innocent,
				span: spanInOriginal(this.form, this.#start, end),
			});
		}
	}

	#isAmongSeams(end: number): boolean {
		const { text } = this.form;
		return text.charCodeAt(this.#start - 1) === SEAM || text.charCodeAt(end) === SEAM;
	}

	#isSpelled({ units, runs }: Spelling, end: number, accents: (typeof ACCENTS)[number]): boolean {
		const { text } = this.form;
		const folded = this.#folded;
		let letter = 0;
		for (let at = this.#start; at < end; at++) {
			const unit = text.charCodeAt(at);
			if (!isWordUnit(unit)) continue;
			this.steps++;
			if (!isMeant(units[letter]!, unit, accents)) return false;
			if (folded) {
				const more = folded.runs[at]! - runs[letter]!;
				if (more < 0 || (more > 0 && !folded.stretched[at])) return false;
			}
			letter++;
		}
		return true;
	}
}

function isMeant(meant: number, written: number, accents: (typeof ACCENTS)[number]): boolean {
	if (meant === written || accents === 'any') return true;
	const meantLetter = letterAt(meant);
	const writtenLetter = letterAt(written);
	// Another base is here only if a 1 was read as an l.
	if (baseOf(meantLetter) !== baseOf(writtenLetter)) return true;
	return accents === 'may-lack' && leavesOutMarksOf(meantLetter, writtenLetter);
}
