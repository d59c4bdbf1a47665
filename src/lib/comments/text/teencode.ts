/**
 * Short forms of chats and what they stand for, so that a phrase on a word list is found in either spelling. Only forms that
 * hardly mean anything else in a Vietnamese sentence: m, t, h, z and the like mean too much.
 */
import { writtenForm } from './written';

const SHORT: readonly [meant: string, shortForms: string][] = [
	['không', 'k ko kô hok hong hơm khum hk kh khg khôg k0'],
	['được', 'dc đc đuợc'],
	['với', 'vs vsi'],
	['gì', 'j jì'],
	['rồi', 'rùi roài ròi'],
	['biết', 'bít bik bjk'],
	['người', 'ng ngừi'],
	['vậy', 'dzậy zậy zị'],
	['thôi', 'thui thoai'],
	['mày', 'mầy'],
	['con', 'kon'],
	['chó', 'chóa'],
	['quá', 'wá'],
	['những', 'nhữg'],
];

const meantBy = new Map(
	SHORT.flatMap(([meant, forms]) =>
		forms.split(' ').map((form): [string, string] => [writtenForm(form).text, writtenForm(meant).text]),
	),
);

/** Most words are none, which their length and their ends tell before they are put together. */
const outlines = new Set(
	[...meantBy.keys()].map((word) =>
		outlineOf(word.length, word.charCodeAt(0), word.charCodeAt(word.length - 1)),
	),
);
const LONGEST = Math.max(...[...meantBy.keys()].map(({ length }) => length));

function outlineOf(length: number, first: number, last: number): number {
	return (first * 0x2000 + last) * 8 + length;
}

/** What a whole word in its written form stands for, if it is a short form. */
export const findMeaning = (word: string): string | undefined => meantBy.get(word);

/** The same for code points from `from` up to `to`. */
export function findMeaningOf(code: Uint32Array, from: number, to: number): string | undefined {
	const length = to - from;
	if (length > LONGEST || !outlines.has(outlineOf(length, code[from]!, code[to - 1]!))) return undefined;
	return findMeaning(String.fromCodePoint(...code.subarray(from, to)));
}
