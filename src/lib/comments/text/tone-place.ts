/**
 * Where the tone mark stands in a syllable. Two schools write hòa and hoà, khỏe and khoẻ, thúy and thuý, and hasty fingers
 * write hòan; all are the same word. Here the mark goes where the newer school puts it, which is on the main vowel.
 */
import { isVowel, shapeOf, toneOf, withTone, baseOf } from './letters';

const A = 0x61;
const E = 0x65;
const G = 0x67;
const I = 0x69;
const O = 0x6f;
const Q = 0x71;
const U = 0x75;
const Y = 0x79;

/** Moves the tones within `letters[from, to)`, which is one word; returns whether any moved. */
export function placeTones(letters: Uint16Array, from: number, to: number): boolean {
	let moved = false;
	for (let i = from; i < to; i++) {
		if (!isVowel(letters[i]!)) continue;
		let end = i + 1;
		while (end < to && isVowel(letters[end]!)) end++;
		if (end - i > 1 && end - i < 4)
			moved = placeTone(letters, i, end, { wordFrom: from, wordTo: to }) || moved;
		i = end;
	}
	return moved;
}

/** The vowels `[from, to)` of one syllable. More than one tone is no syllable, and is left alone. */
function placeTone(
	letters: Uint16Array,
	from: number,
	to: number,
	{ wordFrom, wordTo }: { wordFrom: number; wordTo: number },
): boolean {
	let at = -1;
	for (let i = from; i < to; i++) {
		if (!toneOf(letters[i]!)) continue;
		if (at >= 0) return false;
		at = i;
	}
	if (at < 0) return false;
	const before = from > wordFrom ? letters[from - 1]! : 0;
	const glides =
		(before === Q && baseOf(letters[from]!) === U) || (before === G && baseOf(letters[from]!) === I);
	const place = placeAmong(letters, glides ? from + 1 : from, to, to < wordTo);
	if (place === at) return false;
	const tone = toneOf(letters[at]!);
	letters[at] = withTone(letters[at]!, 0);
	letters[place] = withTone(letters[place]!, tone);
	return true;
}

function placeAmong(letters: Uint16Array, from: number, to: number, closed: boolean): number {
	for (let i = to - 1; i >= from; i--) if (shapeOf(letters[i]!)) return i;
	const count = to - from;
	if (count === 1) return from;
	if (closed) return to - 1;
	if (count > 2) return from + 1;
	const first = baseOf(letters[from]!);
	const second = baseOf(letters[from + 1]!);
	const rounded = (first === O && (second === A || second === E)) || (first === U && second === Y);
	return rounded || (first === U && second === E) ? from + 1 : from;
}
