/**
 * Cuts a comment into words and signs as the tone model sees them, each with its place in the original. On top of the written form:
 * "quáááá" is "quá", short forms are spelled out, any number is 0, smileys and emoji are :) or :(.
 */
import { spanInOriginal, type Form } from '../../comments/text/form';
import { baseOf, letterAt } from '../../comments/text/letters';
import { findMeaning } from '../../comments/text/teencode';
import { writtenForm } from '../../comments/text/written';

export interface Token {
	text: string;
	/** The same without marks, as many people type on a telephone: "đường" as "duong". */
	plain: string;
	/** UTF-16 offsets in the original; end is exclusive. */
	start: number;
	end: number;
}

const SMILE = ':)';
const FROWN = ':(';

// A sign stands alone, so that "!!!" is three of them. Each alternative consumes what it looked at: no stretch is read twice.
const TOKEN =
	/(?<word>[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)|(?<smile>[:;=]['-]?[)d]+|<3)|(?<frown>[:;=]['-]?\(+)|(?<emoji>\p{Extended_Pictographic})|(?<sign>[!?.,:;/()"+%-])/gu;

const SMILING = new Set('😀😃😄😁😆😊🙂😍🥰😘👍👏❤💖💕💯🎉🌸🌹🙏😇🤗💪✨');
const FROWNING = new Set('😞😔😟😠😡🤬😢😭😤👎💔😩😫🙁☹😒🙄😱🤮😓😖');

/** Takes the written form of a comment. */
export function tokensOf(written: Form): Token[] {
	const tokens: Token[] = [];
	for (const match of written.text.matchAll(TOKEN)) {
		const text = normalised(match);
		if (text === '') continue;
		const { from, to } = spanInOriginal(written, match.index, match.index + match[0].length);
		tokens.push({ text, plain: withoutMarks(text), start: from, end: to });
	}
	return tokens;
}

function normalised({ 0: raw, groups }: RegExpMatchArray): string {
	if (groups?.word !== undefined) return normaliseWord(raw);
	if (groups?.smile !== undefined || SMILING.has(raw)) return SMILE;
	if (groups?.frown !== undefined || FROWNING.has(raw)) return FROWN;
	return groups?.sign ?? '';
}

const STRETCHED = /(\p{L})\1{2,}/gu;
const NUMBER = /\p{N}+/gu;

function normaliseWord(raw: string): string {
	const meant = findMeaning(raw);
	if (meant !== undefined) return meant;
	const word = raw.replace(NUMBER, '0');
	// A mark may sit on any of the stretched letters, so its place is looked for anew.
	return STRETCHED.test(word) ? writtenForm(word.replace(STRETCHED, '$1')).text : word;
}

/** Takes a word, or a whole text, in its written form. */
export function withoutMarks(word: string): string {
	let plain = '';
	for (let i = 0; i < word.length; i++) {
		const letter = letterAt(word.charCodeAt(i));
		plain += letter ? String.fromCharCode(baseOf(letter)) : word[i]!;
	}
	return plain;
}
