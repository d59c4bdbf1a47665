/**
 * A text as it was meant to be read: composed (NFC), lower case, without what takes no room, the tone marks in one place.
 * Nothing is guessed: whatever is equal here is the same writing. Linear in the text.
 */
import { composed, unitOf } from './composed';
import { FormWriter, type Form } from './form';
import { kindOf, MARK, UNSEEN } from './kinds';
import { letterAt, toneOf, unitOfLetter } from './letters';
import { placeTones } from './tone-place';

/** More marks on one letter than any script stacks are decoration. Sorting them canonically would cost the square of their number. */
const MARKS_READ = 8;

export function writtenForm(original: string): Form {
	const writer = new FormWriter(original.length);
	const word = new Word(writer, original.length);
	for (let at = 0; at < original.length;) {
		const codePoint = original.codePointAt(at)!;
		const width = codePoint > 0xffff ? 2 : 1;
		if (kindOf(codePoint) === UNSEEN) {
			at += width;
			continue;
		}
		const end = endOfMarks(original, at + width);
		const marks = end > at + width ? readMarks(original, at + width, end) : '';
		const unit = unitOf(codePoint, marks);
		const letter = letterAt(unit);
		if (letter) word.add(letter, at, end);
		else {
			word.end();
			if (unit) writer.write(unit, at, end);
			else for (const one of composed(codePoint, marks).split('')) writer.write(one.charCodeAt(0), at, end);
		}
		at = end;
	}
	word.end();
	return writer.finish();
}

/** Behind the last mark on what ends at `start`; what cannot be seen may stand between. */
function endOfMarks(original: string, start: number): number {
	let end = start;
	for (let at = start; at < original.length;) {
		// Most letters are followed by a letter.
		if (original.charCodeAt(at) < 0x80) break;
		const codePoint = original.codePointAt(at)!;
		const kind = kindOf(codePoint);
		if (kind !== MARK && kind !== UNSEEN) break;
		at += codePoint > 0xffff ? 2 : 1;
		if (kind === MARK) end = at;
	}
	return end;
}

function readMarks(original: string, start: number, end: number): string {
	let marks = '';
	for (let at = start; at < end && marks.length < MARKS_READ;) {
		const codePoint = original.codePointAt(at)!;
		at += codePoint > 0xffff ? 2 : 1;
		if (kindOf(codePoint) === MARK) marks += String.fromCodePoint(codePoint);
	}
	return marks;
}

/** A tone's place depends on what follows, so it is settled when the word ends. */
class Word {
	private letters: Uint16Array;
	private length = 0;
	private toned = false;
	constructor(
		private writer: FormWriter,
		most: number,
	) {
		this.letters = new Uint16Array(most);
	}

	add(letter: number, from: number, to: number) {
		this.writer.write(unitOfLetter(letter), from, to);
		this.letters[this.length++] = letter;
		if (toneOf(letter)) this.toned = true;
	}

	end() {
		const { length, letters } = this;
		if (this.toned && placeTones(letters, 0, length)) {
			const start = this.writer.length - length;
			for (let i = 0; i < length; i++) this.writer.rewrite(start + i, unitOfLetter(letters[i]!));
		}
		this.length = 0;
		this.toned = false;
	}
}
