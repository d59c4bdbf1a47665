/**
 * Letters of other alphabets, digits and signs that are read as Latin letters. After Unicode's confusables (UTS 39), of which
 * these are the ones seen in comments; styled, circled and full-width letters need no entry, since compatibility
 * decomposition (NFKD) knows them.
 */
import { kindOf, LETTER } from './kinds';
import { letterAt, nearestLetter } from './letters';

const PAIRS = [
	// Cyrillic
	'аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwёeїiһhӏlгrпnьbөoүyґr',
	// Greek
	'αaβbεeηnιiκkνvοoρpτtυuχxγyωwμuϲcϳjάaέeίiόoύuώw',
	// Latin with strokes, hooks and turns, which do not decompose
	'ıiłløoħhŧtɑaɡgɩiɪiƒfɓbɗdƙkɲnŋnɔoɛeɐaǝeəeʀrʙbɢgʜhʟlɴnʏyƶzɋqɍrɏyƃbƈcƌdƥpƭtʋvʌvɯwꜱsꞓcßb',
	'ᴀaᴄcᴅdᴇeꜰfᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢz',
];

const alike = new Map<string, number>();
for (const pairs of PAIRS) {
	const chars = [...pairs];
	for (let i = 0; i < chars.length; i += 2) alike.set(chars[i]!, chars[i + 1]!.charCodeAt(0));
}

/** Asked for every character of every text; -1 where nobody has asked yet. */
const known = new Int32Array(0x10000).fill(-1);

/** The Latin letter that a lower-case character is read as, or 0. */
export function lookAlike(char: string): number {
	const unit = char.codePointAt(0)!;
	if (unit > 0xffff) return look(char, unit);
	const answer = known[unit]!;
	return answer < 0 ? (known[unit] = look(char, unit)) : answer;
}

function look(char: string, unit: number): number {
	const own = unit > 0xffff ? 0 : letterAt(unit);
	if (own) return own;
	const twin = alike.get(char);
	if (twin) return twin;
	// White letters in black circles and squares have no decomposition.
	if (unit >= 0x1f150 && unit <= 0x1f169) return unit - 0x1f150 + 0x61;
	if (unit >= 0x1f170 && unit <= 0x1f189) return unit - 0x1f170 + 0x61;
	if (unit < 0xa0) return 0;
	const decomposed = char.normalize('NFKD').toLowerCase().normalize('NFD');
	return nearestLetter(decomposed) || (alike.get(decomposed.charAt(0)) ?? 0);
}

/** The digit that a character shows, whatever its script or style, as its ASCII unit; 0 if it is none. */
export function digitAlike(char: string): number {
	const unit = char.codePointAt(0)!;
	if (unit >= 0x30 && unit <= 0x39) return unit;
	if (unit < 0xa0 || kindOf(unit) === LETTER) return 0;
	const shown = char.normalize('NFKD');
	return shown.length === 1 && shown >= '0' && shown <= '9' ? shown.charCodeAt(0) : 0;
}

const forLetters = new Map(
	['0o', '1i', '3e', '4a', '5s', '6g', '7t', '8b', '9g', '@a', '$s', '!i', '|i', '€e', '¢c', '£l'].map(
		(pair): [string, string] => [pair.charAt(0), pair.charAt(1)],
	),
);

/** The letter that a digit or sign stands for in "ngu" written as "n9u" or "$hit"; 0 if it stands for none. */
export function standsFor(sign: string): number {
	return forLetters.get(sign)?.charCodeAt(0) ?? 0;
}

/** 1 and | are read as i and as l. */
export const mayBeL = (sign: string) => sign === '1' || sign === '|';
