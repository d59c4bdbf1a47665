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

/** Asked for every character of every text: what was answered, plus one; 0 where nobody has asked yet. */
const knownLetters = new Uint16Array(0x110000);
const knownDigits = new Uint8Array(0x110000);

/** The Latin letter that a lower-case character is read as, or 0. */
export function lookAlike(code: number): number {
	return (knownLetters[code] ||= look(code) + 1) - 1;
}

function look(code: number): number {
	const own = letterAt(code);
	if (own) return own;
	const char = String.fromCodePoint(code);
	const twin = alike.get(char);
	if (twin) return twin;
	// White letters in black circles and squares have no decomposition.
	if (code >= 0x1f150 && code <= 0x1f169) return code - 0x1f150 + 0x61;
	if (code >= 0x1f170 && code <= 0x1f189) return code - 0x1f170 + 0x61;
	if (code < 0xa0) return 0;
	const decomposed = char.normalize('NFKD').toLowerCase().normalize('NFD');
	return nearestLetter(decomposed) || (alike.get(decomposed.charAt(0)) ?? 0);
}

/** The digit that a character shows, whatever its script or style, as its ASCII unit; 0 if it is none. */
export function digitAlike(code: number): number {
	return (knownDigits[code] ||= lookForDigit(code) + 1) - 1;
}

function lookForDigit(code: number): number {
	if (code >= 0x30 && code <= 0x39) return code;
	if (code < 0xa0 || kindOf(code) === LETTER) return 0;
	const shown = String.fromCodePoint(code).normalize('NFKD');
	return shown.length === 1 && shown >= '0' && shown <= '9' ? shown.charCodeAt(0) : 0;
}

const forLetters = new Map(
	['0o', '1i', '3e', '4a', '5s', '6g', '7t', '8b', '9g', '@a', '$s', '!i', '|i', '€e', '¢c', '£l'].map(
		(pair): [number, number] => [pair.charCodeAt(0), pair.charCodeAt(1)],
	),
);

/** The letter that a digit or sign stands for in "ngu" written as "n9u" or "$hit"; 0 if it stands for none. */
export function standsFor(code: number): number {
	return forLetters.get(code) ?? 0;
}

/** 1 and | are read as i and as l. */
export const mayBeL = (code: number) => code === 0x31 || code === 0x7c;
