/**
 * A text as it was meant to be read: composed (NFC), lower case, without what takes no room, the tone marks in one place.
 * Nothing is guessed: whatever is equal here is the same writing. Linear in the text.
 */
import { FormWriter, type Form } from './form';
import { kindOf, MARK, UNSEEN } from './kinds';
import { baseOf, charOfLetter, composeLetter, letterAt, toneOf } from './letters';
import { placeTones } from './tone-place';

/** More marks on one letter than any script stacks are decoration. Sorting them canonically would cost the square of their number. */
const MARKS_READ = 8;

export function writtenForm(original: string): Form {
	const writer = new FormWriter();
	const word = new Word(writer);
	for (let at = 0; at < original.length;) {
		const codePoint = original.codePointAt(at)!;
		const kind = kindOf(codePoint);
		const width = codePoint > 0xffff ? 2 : 1;
		if (kind === UNSEEN) {
			at += width;
			continue;
		}
		const { marks, end } = readMarks(original, at + width);
		const plain = marks === '' && (codePoint < 0x80 || letterAt(codePoint) > 0);
		const char = original.slice(at, at + width);
		const text = plain ? char.toLowerCase() : compose(char, marks);
		const letter = text.length === 1 ? letterAt(text.charCodeAt(0)) : 0;
		if (letter) word.add(letter, at, end);
		else {
			word.end();
			writer.write(text, at, end);
		}
		at = end;
	}
	word.end();
	return writer.finish();
}

function readMarks(original: string, start: number): { marks: string; end: number } {
	let marks = '';
	let end = start;
	for (let at = start; at < original.length;) {
		// Most letters are followed by a letter.
		if (original.charCodeAt(at) < 0x80) break;
		const codePoint = original.codePointAt(at)!;
		const kind = kindOf(codePoint);
		if (kind !== MARK && kind !== UNSEEN) break;
		at += codePoint > 0xffff ? 2 : 1;
		if (kind === UNSEEN) continue;
		if (marks.length < MARKS_READ) marks += String.fromCodePoint(codePoint);
		end = at;
	}
	return { marks, end };
}

/** Đ is often typed as its Icelandic and African twins, which look the same. */
const TWINS = new Map([
	['ð', 'đ'],
	['ɖ', 'đ'],
]);

function compose(char: string, marks: string): string {
	const base = char.toLowerCase();
	const lower = ((TWINS.get(base) ?? base) + marks).normalize('NFC').toLowerCase();
	if (lower.length === 1) return lower;
	const decomposed = lower.normalize('NFD');
	const letter = composeLetter(letterAt(decomposed.charCodeAt(0)), decomposed.slice(1));
	return letter === undefined ? lower : charOfLetter(letter);
}

/** Letters of one word wait until it ends, since a tone's place depends on what follows. */
class Word {
	#letters: number[] = [];
	#spans: number[] = [];
	#toned = false;
	constructor(private writer: FormWriter) {}

	add(letter: number, from: number, to: number) {
		this.#letters.push(letter);
		this.#spans.push(from, to);
		if (toneOf(letter)) this.#toned = true;
	}

	end() {
		if (this.#toned) placeTones(this.#letters, 0, this.#letters.length);
		this.#letters.forEach((letter, i) =>
			this.writer.write(charOfLetter(letter), this.#spans[2 * i]!, this.#spans[2 * i + 1]!),
		);
		this.#letters = [];
		this.#spans = [];
		this.#toned = false;
	}
}

/** Without any accent: đ is d, ề is e, ü is u. Takes the written form. */
export function bareForm(written: Form): Form {
	const writer = new FormWriter();
	let unit = 0;
	for (const char of written.text) {
		const from = written.from[unit]!;
		const to = written.to[unit + char.length - 1]!;
		unit += char.length;
		const code = char.codePointAt(0)!;
		if (code < 0x80) writer.write(char, from, to);
		else {
			const letter = letterAt(code);
			if (letter) writer.write(String.fromCharCode(baseOf(letter)), from, to);
			else writer.write(stripped(char), from, to);
		}
	}
	return writer.finish();
}

function stripped(char: string): string {
	// Latin marks alone: other scripts write their vowels with marks.
	if (char >= '\u0300' && char <= '\u036f') return '';
	const base = char.normalize('NFD').charAt(0);
	return base >= 'a' && base <= 'z' ? base : char;
}
