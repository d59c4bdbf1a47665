/** Texts for properties: people's, and those of somebody who tries to break something. */
import fc from 'fast-check';

const words = 'hòa hoà thúy khoẻ ngu k ko hok dc vs ịt đ n g u ồn 1 $ 5 a5 ưu oo lll'.split(' ');
const between = ['', ' ', '.', '-', ', ', '\n', '\u200b', '!', "'", '. ', '   ', '\n\n', '·'];
const odd = [
	'\u0301',
	'\u0323',
	'\u0302',
	'\u031b',
	'\u0308',
	'\u202e',
	'Ð',
	'ａ',
	'𝐚',
	'а',
	'ο',
	'İ',
	'🅰',
	'👍🏽',
	'\ud800',
	'①',
	'ß',
	'ﬁ',
];

export const anyText = fc.oneof(
	fc.string({ unit: fc.constantFrom(...words, ...between), maxLength: 40 }),
	fc.string({ unit: fc.constantFrom(...words, ...between, ...odd), maxLength: 40 }),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ unit: 'grapheme', maxLength: 40 }),
);
