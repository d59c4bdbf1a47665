/** A character with its marks as one: composed, lower case. The same few are asked for again and again, so they are kept. */
import { composeLetter, letterAt, unitOfLetter } from './letters';

const SEVERAL = 0xffff;
/** Of characters without marks; 0 where nobody has asked yet. */
const knownUnits = new Uint16Array(0x10000);

/** The one unit that it is, or 0 if it takes several. */
export function unitOf(codePoint: number, marks: string): number {
	if (marks === '' && codePoint <= 0xffff) {
		const known = (knownUnits[codePoint] ||= single(compose(codePoint, '')) || SEVERAL);
		return known === SEVERAL ? 0 : known;
	}
	return single(composed(codePoint, marks));
}

const single = (text: string): number => (text.length === 1 ? text.charCodeAt(0) : 0);

/** What people write takes some hundreds; somebody who sends ever others pays for composing them. */
const KEPT = 4_096;
const kept = new Map<string, string>();

export function composed(codePoint: number, marks: string): string {
	const key = String.fromCodePoint(codePoint) + marks;
	let text = kept.get(key);
	if (text === undefined) {
		text = compose(codePoint, marks);
		if (kept.size >= KEPT) kept.clear();
		kept.set(key, text);
	}
	return text;
}

/** Đ is often typed as its Icelandic and African twins, which look the same. */
const TWINS = new Map([
	['ð', 'đ'],
	['ɖ', 'đ'],
]);

function compose(codePoint: number, marks: string): string {
	const base = String.fromCodePoint(codePoint).toLowerCase();
	const lower = ((TWINS.get(base) ?? base) + marks).normalize('NFC').toLowerCase();
	if (lower.length === 1) return lower;
	const decomposed = lower.normalize('NFD');
	const letter = composeLetter(letterAt(decomposed.charCodeAt(0)), decomposed.slice(1));
	return letter === undefined ? lower : String.fromCharCode(unitOfLetter(letter));
}
