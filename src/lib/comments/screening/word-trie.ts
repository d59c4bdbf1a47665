/**
 * Words arranged by their letters without accents, so that a text is held against a whole list in one walk. A walk from a
 * place is at most as deep as the longest word of the list, whatever the text: the work is linear in the text.
 */
import { baseOf, letterAt } from '../text/letters';
import { isLetterUnit } from '../text/kinds';

/** A word as it has to stand in a text. */
export interface Spelling {
	/** The place of its entry in the list. */
	entry: number;
	/** Whether it is the entry, or a phrase in which the entry is innocent. */
	innocent: boolean;
	/** Unit by unit, without what separates words. */
	units: Uint16Array;
	/** How often each letter stands. */
	runs: Uint8Array;
}

export interface Node {
	next: Map<number, Node>;
	spellings: Spelling[];
}

export const WORD_GAP = 0x20;

export function newNode(): Node {
	return { next: new Map(), spellings: [] };
}

/** What a unit is filed under: its base letter, or itself if it is not of the alphabet. */
export function keyOf(unit: number): number {
	const letter = letterAt(unit);
	return letter ? baseOf(letter) : unit;
}

export const isDigitUnit = (unit: number) => unit >= 0x30 && unit <= 0x39;
export const isWordUnit = (unit: number) => isDigitUnit(unit) || isLetterUnit(unit);

/** Files a spelling in the form in which texts will come; everything that is no letter or digit separates words. */
export function addSpelling(
	root: Node,
	form: { text: string; runs?: Uint8Array },
	of: { entry: number; innocent: boolean },
) {
	const units: number[] = [];
	const runs: number[] = [];
	let node = root;
	let gap = false;
	for (let i = 0; i < form.text.length; i++) {
		const unit = form.text.charCodeAt(i);
		if (!isWordUnit(unit)) {
			gap = units.length > 0;
			continue;
		}
		if (gap) node = step(node, WORD_GAP);
		gap = false;
		node = step(node, keyOf(unit));
		units.push(unit);
		runs.push(form.runs?.[i] ?? 1);
	}
	if (units.length)
		node.spellings.push({ ...of, units: Uint16Array.from(units), runs: Uint8Array.from(runs) });
}

function step(node: Node, key: number): Node {
	let next = node.next.get(key);
	if (!next) node.next.set(key, (next = newNode()));
	return next;
}
