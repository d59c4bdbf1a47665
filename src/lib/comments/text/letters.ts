/**
 * The Vietnamese alphabet taken apart. A letter is one number: its base a to z, its shape (â ă ơ đ), its tone. So "leaves
 * out a mark" and "has another mark" are questions about bits, not about strings.
 */

const BASE = 0xff;
const SHAPE = 0xf00;
const TONE = 0xf000;
const STROKE = 0x400;

/** Combining characters in the order of their numbers below. */
const SHAPES: readonly [mark: string, bases: string][] = [
	['\u0302', 'aeo'],
	['\u0306', 'a'],
	['\u031b', 'ou'],
];
const TONES = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const VOWELS = 'aeiouy';

/** Letters are numbers below 0x6000, and each of them one unit below U+1F00: tables answer without hashing. */
const unitOf = new Uint16Array(0x6000);
const letterOf = new Uint16Array(0x1f00);
const markOf = new Map<string, number>();

function know(letter: number, char: string) {
	const unit = char.charCodeAt(0);
	unitOf[letter] = unit;
	letterOf[unit] = letter;
}

for (let base = 0x61; base <= 0x7a; base++) know(base, String.fromCharCode(base));
know(0x64 | STROKE, 'đ');
for (const vowel of VOWELS) {
	const base = vowel.charCodeAt(0);
	const shaped: [number, string][] = [[base, vowel]];
	SHAPES.forEach(([mark, bases], i) => {
		if (bases.includes(vowel)) shaped.push([base | ((i + 1) << 8), vowel + mark]);
	});
	for (const [letter, text] of shaped) {
		know(letter, text.normalize('NFC'));
		TONES.forEach((tone, i) => know(letter | ((i + 1) << 12), (text + tone).normalize('NFC')));
	}
}
SHAPES.forEach(([mark], i) => markOf.set(mark, (i + 1) << 8));
TONES.forEach((tone, i) => markOf.set(tone, (i + 1) << 12));

/** The letter that a lower-case unit is; 0 if it is none of the Vietnamese or English alphabet. */
export function letterAt(unit: number): number {
	return unit < 0x1f00 ? letterOf[unit]! : 0;
}

/** The lower-case unit that a letter is. */
export const unitOfLetter = (letter: number): number => unitOf[letter]!;

export const baseOf = (letter: number) => letter & BASE;
export const shapeOf = (letter: number) => letter & SHAPE;
export const toneOf = (letter: number) => letter & TONE;
export const withTone = (letter: number, tone: number) => (letter & ~TONE) | tone;

const vowelBase = new Uint8Array(256);
for (const vowel of VOWELS) vowelBase[vowel.charCodeAt(0)] = 1;
export const isVowel = (letter: number) => vowelBase[letter & BASE] === 1;

/**
 * A base and its combining marks in whatever order they were typed: a grave before a circumflex is canonically another
 * character, and yet an ề to everybody who reads it. Undefined if the alphabet has no such letter.
 */
export function composeLetter(base: number, marks: string): number | undefined {
	let letter = base;
	for (const mark of marks) {
		const bits = markOf.get(mark);
		if (!bits || (bits & SHAPE ? shapeOf(letter) : toneOf(letter))) return undefined;
		letter |= bits;
	}
	return unitOf[letter] ? letter : undefined;
}

/** Marks that a letter of the alphabet may have are kept, others (as in ü, ḍ, l̶) dropped. 0 if the base is no letter. */
export function nearestLetter(decomposed: string): number {
	let letter = letterAt(decomposed.charCodeAt(0));
	if (!letter) return 0;
	for (let i = 1; i < decomposed.length; i++) {
		const bits = markOf.get(decomposed[i]!);
		if (!bits || (bits & SHAPE ? shapeOf(letter) : toneOf(letter))) continue;
		if (unitOf[letter | bits]) letter |= bits;
	}
	return letter;
}

/** Whether `written` is `meant` with some marks left out, as people type in haste; never with others put in. */
export function leavesOutMarksOf(meant: number, written: number): boolean {
	return (
		(shapeOf(written) === 0 || shapeOf(written) === shapeOf(meant)) &&
		(toneOf(written) === 0 || toneOf(written) === toneOf(meant))
	);
}

/** The marks of two spellings of one letter together, as of ù and u in "ùuu"; undefined where they contradict each other. */
export function unitedMarks(a: number, b: number): number | undefined {
	const clash = (of: (letter: number) => number) => of(a) !== 0 && of(b) !== 0 && of(a) !== of(b);
	if (clash(shapeOf) || clash(toneOf)) return undefined;
	return unitOf[a | b] ? a | b : undefined;
}
