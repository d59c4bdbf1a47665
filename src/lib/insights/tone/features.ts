/**
 * What the tone model looks at: n-grams of words and of letters, known to it only by 24-bit hashes, so that the model's file
 * holds nothing to read. Training and rating go through this one function; whatever changes here asks for a new training.
 *
 * - words: 1 to 3 in a row, and pairs with up to two words between them left out ("nên … hơn" asks for something better)
 * - letters: 2 to 5 in a row, across the spaces
 * - plain: words and pairs of words without marks, for those who type without them
 *
 * Each occurrence counts once. The numbers of n-grams grow with the number of letters, never faster.
 */
import type { Token } from './tokens';

export const GROUPS = ['words', 'letters', 'plain'] as const;
/** How much a group counts against the others, before training. */
export const GROUP_WEIGHTS = [1, 1, 0.5] as const;

const WORDS_IN_A_ROW = 3;
const FARTHEST_PAIR = 3;
const SHORTEST_LETTERS = 2;
const LONGEST_LETTERS = 5;
export const HASH_BITS = 24;

const SEEDS = { words: 0x1b873593, pairs: 0x2c1b3c6d, letters: 0x297a2d39, plain: 0x7feb352d };

/** The tokens that an n-gram touches, by their places; `to` is inclusive. A place may be -1 or the count: the text's ends. */
export type Visit = (hash: number, group: number, from: number, to: number) => void;

export function eachFeature(tokens: readonly Token[], visit: Visit): void {
	if (tokens.length === 0) return;
	eachWords(tokens, visit);
	eachLetters(tokens, visit);
	eachPlain(tokens, visit);
}

/** Ends of a text count as words: "<" and ">" cannot be tokens. */
function hashesOf(words: readonly string[]): number[] {
	return ['<', ...words, '>'].map(hashOf);
}

function eachWords(tokens: readonly Token[], visit: Visit): void {
	const words = hashesOf(tokens.map(({ text }) => text));
	for (let i = 0; i < words.length; i++) {
		let hash = SEEDS.words;
		for (let n = 0; n < WORDS_IN_A_ROW && i + n < words.length; n++) {
			hash = add(hash, words[i + n]!);
			visit(finish(hash), 0, i - 1, i - 1 + n);
		}
		for (let gap = 2; gap <= FARTHEST_PAIR && i + gap < words.length; gap++)
			visit(finish(add(add(SEEDS.pairs, words[i]!), words[i + gap]!)), 0, i - 1, i - 1 + gap);
	}
}

const SPACE = 32;

function eachLetters(tokens: readonly Token[], visit: Visit): void {
	// Every letter with the place of its token; a space belongs to the token before it.
	const letters: number[] = [SPACE];
	const places: number[] = [0];
	tokens.forEach(({ text }, place) => {
		for (let i = 0; i <= text.length; i++) {
			letters.push(i < text.length ? text.charCodeAt(i) : SPACE);
			places.push(place);
		}
	});
	for (let i = 0; i < letters.length; i++) {
		let hash = SEEDS.letters;
		for (let n = 1; n <= LONGEST_LETTERS && i + n <= letters.length; n++) {
			hash = add(hash, letters[i + n - 1]!);
			if (n >= SHORTEST_LETTERS) visit(finish(hash), 1, places[i]!, places[i + n - 1]!);
		}
	}
}

function eachPlain(tokens: readonly Token[], visit: Visit): void {
	const words = hashesOf(tokens.map(({ plain }) => plain));
	for (let i = 0; i < words.length; i++) {
		const hash = add(SEEDS.plain, words[i]!);
		visit(finish(hash), 2, i - 1, i - 1);
		if (i + 1 < words.length) visit(finish(add(hash, words[i + 1]!)), 2, i - 1, i);
	}
}

/** FNV-1a over code units. */
function hashOf(word: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
	return hash;
}

function add(hash: number, part: number): number {
	const mixed = Math.imul(hash ^ part, 0x85ebca6b);
	return mixed ^ (mixed >>> 15);
}

/** MurmurHash3's last mixing step, so that the bits kept depend on all of them. */
function finish(hash: number): number {
	let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> (32 - HASH_BITS);
}
