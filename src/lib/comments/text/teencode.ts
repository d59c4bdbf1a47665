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

/** What a whole word in its written form stands for, if it is a short form. */
export function findMeaning(word: string): string | undefined {
	return word.length <= 6 ? meantBy.get(word) : undefined;
}
