/**
 * Finds the entries of a word list in a text: `findWords(prepareWords(entries), readForms(text))`. Prepare once,
 * find often.
 *
 * Every entry is looked for as written and, unless it says otherwise, in disguise. Found are whole words only, bounded by
 * anything that is no Unicode letter: "class" and "Scunthorpe" hold nothing.
 */
import { foldedForm, type Forms } from '../text/folded';
import type { Span } from '../text/form';
import { writtenForm } from '../text/written';
import type { WordEntry } from './word-entry.schema';
import { addSpelling, newNode, type Node } from './word-trie';
import { Walk, type Hit } from './word-walk';

export interface FoundWord {
	entry: WordEntry;
	/** In the original text. */
	span: Span;
	/** It was found only after undoing a disguise. */
	disguised: boolean;
}

export interface PreparedWords {
	entries: readonly WordEntry[];
	written: Node;
	folded: Node;
}

export function prepareWords(entries: readonly WordEntry[]): PreparedWords {
	const written = newNode();
	const folded = newNode();
	entries.forEach((entry, index) => {
		const add = (text: string, innocent: boolean) => {
			const form = writtenForm(text);
			addSpelling(written, form, { entry: index, innocent });
			if (entry.disguised) addSpelling(folded, foldedForm(form), { entry: index, innocent });
		};
		add(entry.text, false);
		for (const phrase of entry.except) add(phrase, true);
	});
	return { entries, written, folded };
}

/** In the order of the text, an entry at most once at a place. */
export function findWords(words: PreparedWords, forms: Forms): FoundWord[] {
	return searchWords(words, forms).found;
}

/** The same, and how many steps it took. */
export function searchWords(words: PreparedWords, forms: Forms): { found: FoundWord[]; steps: number } {
	const written = new Walk(forms.written, words.entries);
	const folded = new Walk(forms.folded, words.entries);
	const writtenHits = written.hits(words.written);
	const foldedHits = folded.hits(words.folded);
	const isInnocent = innocence(writtenHits, foldedHits);
	const found = new Map<number, FoundWord>();
	const take = (hits: Hit[], disguised: boolean) => {
		for (const hit of hits) {
			const { entry, innocent, span } = hit;
			// An entry at a place: below 2 to the 53rd, with the longest list and a million units of text.
			const key = (entry * PLACES + span.from) * PLACES + span.to;
			if (innocent || found.has(key) || isInnocent(hit)) continue;
			found.set(key, { entry: words.entries[entry]!, span, disguised });
		}
	};
	take(writtenHits, false);
	take(foldedHits, true);
	return {
		found: [...found.values()].sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to),
		steps: written.steps + folded.steps,
	};
}

const PLACES = 2 ** 20;

/** Whether a hit lies within a phrase in which its entry is innocent. */
function innocence(...hits: Hit[][]): (hit: Hit) => boolean {
	const reaches = new Map<number, { from: number; to: number }[]>();
	const phrases = hits.flatMap((some) => some.filter(({ innocent }) => innocent));
	phrases.sort((a, b) => a.span.from - b.span.from);
	for (const { entry, span } of phrases) {
		const reach = reaches.get(entry) ?? [];
		// The farthest end of all phrases that begin no later, so that one look answers.
		reach.push({ from: span.from, to: Math.max(span.to, reach.at(-1)?.to ?? 0) });
		reaches.set(entry, reach);
	}
	return ({ entry, span }) => {
		const reach = reaches.get(entry);
		if (!reach) return false;
		let low = 0;
		let high = reach.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (reach[middle]!.from <= span.from) low = middle + 1;
			else high = middle;
		}
		return low > 0 && reach[low - 1]!.to >= span.to;
	};
}
