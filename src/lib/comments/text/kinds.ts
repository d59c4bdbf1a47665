/** What kind of character something is. Unicode's own properties, kept in a table, since every character of every text asks. */

const OTHER = 1;
export const LETTER = 2;
const DIGIT = 3;
export const MARK = 4;
/** Takes no room: zero width, soft hyphen, variation selector, bidi control. */
export const UNSEEN = 5;
export const SPACE = 6;
export const NEWLINE = 7;

/** Of all code points; 0 where nobody has asked yet. Memory that nobody asks for is never touched. */
const known = new Uint8Array(0x110000);

function look(codePoint: number): number {
	if (codePoint === 0x0a || codePoint === 0x0d || codePoint === 0x2028 || codePoint === 0x2029)
		return NEWLINE;
	if (codePoint >= 0xd800 && codePoint <= 0xdfff) return OTHER;
	const char = String.fromCodePoint(codePoint);
	if (/\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\ufeff/u.test(char)) return UNSEEN;
	if (/\p{L}/u.test(char)) return LETTER;
	if (/\p{M}/u.test(char)) return MARK;
	if (/\p{Nd}/u.test(char)) return DIGIT;
	if (/\s|\p{Z}/u.test(char)) return SPACE;
	return OTHER;
}

export function kindOf(codePoint: number): number {
	return (known[codePoint] ||= look(codePoint));
}

export const isLetterUnit = (unit: number) => kindOf(unit) === LETTER;
