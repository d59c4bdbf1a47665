import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForms } from '../text/folded';
import { anyText } from '../../../../tests/support/texts';
import { findWords, prepareWords, searchWords } from './find-words';
import { wordEntrySchema } from './word-entry.schema';
import { bannedEnglish, suspectEnglish } from './words-en';
import { bannedVietnamese, suspectVietnamese } from './words-vi';

const entry = (text: string, more: object = {}) => wordEntrySchema.parse({ text, ...more });
const inText = (text: string, ...entries: ReturnType<typeof entry>[]) =>
	findWords(prepareWords(entries), readForms(text)).map(({ span, disguised }) => ({
		found: text.slice(span.from, span.to),
		disguised,
	}));
const ownLists = prepareWords(
	[...bannedVietnamese, ...bannedEnglish, ...suspectVietnamese, ...suspectEnglish].map((given) =>
		wordEntrySchema.parse(given),
	),
);

test.each<[listed: string, text: string, found: string]>([
	['hoà', 'Hòa nhé', 'Hòa'],
	['hòa', 'HOÀ', 'HOÀ'],
	['thúy', 'cô thuý', 'thuý'],
	['khỏe', 'khoẻ', 'khoẻ'],
	['đồ ngu', 'Đồ  ngu!', 'Đồ  ngu'],
	['đồ ngu', 'đồ\nngu', 'đồ\nngu'],
	['ngu', '(ngu)', 'ngu'],
	['ngu', 'ngu123', 'ngu'],
	['ngu', '😀ngu😀', 'ngu'],
	['ngu', 'n\u200bg\u200bu', 'n\u200bg\u200bu'],
	['địt', 'đi\u0323t'.normalize('NFD'), 'đi\u0323t'.normalize('NFD')],
])('%j is found in %j as it stands', (listed, text, found) => {
	expect(inText(text, entry(listed))).toEqual([{ found, disguised: false }]);
});

test.each<[listed: string, text: string, found: string]>([
	['ngu', 'n g u', 'n g u'],
	['ngu', 'bọn n.g.u này', 'n.g.u'],
	['ngu', 'n-g-u', 'n-g-u'],
	['ngu', 'n * g * u', 'n * g * u'],
	['ngu', 'Nguuuu', 'Nguuuu'],
	['ngu', 'nguu', 'nguu'],
	['ngu', 'n9u', 'n9u'],
	['ngu', 'ＮＧＵ', 'ＮＧＵ'],
	['ngu', 'ոgu ngυ', 'ngυ'],
	['ngu', 'ⓝⓖⓤ', 'ⓝⓖⓤ'],
	['ngu', '𝓷𝓰𝓾', '𝓷𝓰𝓾'],
	['ngu', 'n̶g̶u̶', 'n̶g̶u̶'],
	['địt', 'đ ịt', 'đ ịt'],
	['địt', 'đị.t', 'đị.t'],
	['địt mẹ', 'đ.ị.t m.ẹ', 'đ.ị.t m.ẹ'],
	['địt mẹ', 'địtmẹ', 'địtmẹ'],
	['địt mẹ', 'địttt mẹẹẹ', 'địttt mẹẹẹ'],
	['lồn', 'lồ n', 'lồ n'],
	['lồn', 'lồồồn', 'lồồồn'],
	['đm', 'đ.m', 'đ.m'],
	['đm', 'đmmm', 'đmmm'],
	['không biết nhục', 'k biết nhục', 'k biết nhục'],
	['ko biết nhục', 'không biết nhục', 'không biết nhục'],
	['không biết nhục', 'hok bik nhục', 'hok bik nhục'],
	['được voi đòi tiên', 'dc voi đòi tiên', 'dc voi đòi tiên'],
	['fuck', 'f.u.u.c.k', 'f.u.u.c.k'],
	['fuck', 'fu_ck', 'fu_ck'],
	['fuck', 'fuсk', 'fuсk'],
	['shit', '$hit', '$hit'],
	['shit', 'sh1t', 'sh1t'],
	['asshole', 'a$$h0le', 'a$$h0le'],
	['bullshit', 'bu1|sh!t', 'bu1|sh!t'],
	['w88', 'w.88', ''],
])('%j is found in %j behind its disguise', (listed, text, found) => {
	const expected = found ? [{ found, disguised: true }] : [];
	expect(inText(text, entry(listed))).toEqual(expected);
	expect(inText(text, entry(listed, { disguised: false }))).toEqual([]);
});

test.each<[listed: string, accents: string, text: string, found: boolean]>([
	['địt mẹ', 'exact', 'dit me', false],
	['địt mẹ', 'may-lack', 'dit me', true],
	['địt mẹ', 'may-lack', 'đit mẹ', true],
	['địt mẹ', 'may-lack', 'dịt mẹ', true],
	['địt mẹ', 'may-lack', 'đít mẹ', false],
	['địt mẹ', 'may-lack', 'địt mè', false],
	['óc chó', 'may-lack', 'oc cho', true],
	['óc chó', 'may-lack', 'ốc chó', false],
	['fuck', 'exact', 'fúck', false],
	['fuck', 'any', 'fúck', true],
	['ngu', 'exact', 'ngủ', false],
	['ngu', 'may-lack', 'ngủ', false],
	['ngu', 'any', 'ngủ', true],
])('%j, whose accents bind %s, against %j: found %s', (listed, accents, text, found) => {
	expect(inText(text, entry(listed, { accents })).length > 0).toBe(found);
});

test('a word is innocent within the phrases that its entry excepts, and only there', () => {
	const walnut = entry('óc chó', { accents: 'may-lack', except: ['hạt óc chó', 'quả óc chó'] });
	expect(inText('Hạt óc chó, hat oc cho, quả óc chó', walnut)).toEqual([]);
	expect(inText('Hạt óc chó cho kẻ óc chó', walnut)).toHaveLength(1);
	expect(inText('hạt óc chó', walnut, entry('chó'))).toHaveLength(1);
});

test('findings come in the order of the text, and an entry once at a place', () => {
	const text = 'ngu, đồ ngu, n.g.u';
	expect(inText(text, entry('ngu'), entry('đồ ngu')).map(({ found }) => found)).toEqual([
		'ngu',
		'đồ ngu',
		'ngu',
		'n.g.u',
	]);
});

test('what is found lies inside the text', () => {
	const words = prepareWords(
		['ngu', 'không', 'địt', 'hòa ngu', 'ho', 'lll'].map((text) => entry(text, { accents: 'any' })),
	);
	fc.assert(
		fc.property(anyText, (text) => {
			for (const { span } of findWords(words, readForms(text))) {
				expect(span.from).toBeGreaterThanOrEqual(0);
				expect(span.to).toBeGreaterThan(span.from);
				expect(span.to).toBeLessThanOrEqual(text.length);
			}
		}),
		{ numRuns: 500 },
	);
});

test('a word put anywhere between spaces is found, whatever is around it', () => {
	const words = prepareWords([entry('ngu như bò')]);
	fc.assert(
		fc.property(anyText, anyText, (before, after) => {
			const text = `${before}\n\nNgu như bò\n\n${after}`;
			const at = text.indexOf('Ngu như bò', before.length);
			const spans = findWords(words, readForms(text)).map(({ span }) => span);
			expect(spans).toContainEqual({ from: at, to: at + 10 });
		}),
	);
});

test.each([
	'địt mẹ ',
	'n g u ',
	'm.o.t.h.e.r.f.u.c.k.e.',
	'motherfucke',
	'1l',
	'u.',
	'không có ',
	'k co ',
	'óc\u200b ',
	'đ ịt-',
])('twice as much of %j takes no more than twice the steps', (unit) => {
	const steps = (times: number) => searchWords(ownLists, readForms(unit.repeat(times))).steps;
	const [one, two, four] = [steps(200), steps(400), steps(800)];
	expect(two / one).toBeLessThan(2.1);
	expect(four / two).toBeLessThan(2.1);
	expect(four / (unit.length * 800)).toBeLessThan(40);
});
