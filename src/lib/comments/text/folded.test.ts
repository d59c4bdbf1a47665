import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedForm, readForms, repeatKey } from './folded';
import { anyText } from '../../../../tests/support/texts';
import { writtenForm } from './written';

const fold = (text: string) => foldedForm(writtenForm(text)).text;

test.each<[original: string, folded: string]>([
	['n g u', 'n-g-u'],
	['n.g.u', 'n-g-u'],
	['n. g. u', 'n-g-u'],
	['n\ng\nu', 'n-g-u'],
	['n/g/u', 'n-g-u'],
	['100 đ/m', '100 đ¶m'],
	['f u u c k', 'f-u-c-k'],
	['đ ịt', 'đ-ịt'],
	['lồ n', 'lồ-n'],
	['đị.t', 'đị-t'],
	['fu_ck', 'fu-ck'],
	["he'll", 'he¶l'],
	['đi chợ', 'đi chợ'],
	['đi - chợ', 'đi chợ'],
	['đi. chợ', 'đi¶chợ'],
	['đi 😀 chợ', 'đi¶chợ'],
	['k ăn đc j', 'không ăn được gì'],
	['HOK BIK', 'không biết'],
	['kooo', 'không'],
	['a k-b', 'a-k-b'],
	['n\u200bgu', 'ngu'],
	['ＮＧＵ 𝐧𝐠𝐮 ⓝⓖⓤ 🅽🅶🆄', 'ngu ngu ngu ngu'],
	['hоа', 'hoa'],
	['νάng', 'vang'],
	['n9u d!t m3o sh1t', 'ngu dit meo shit'],
	['$hit a$$ @ss', 'shit as as'],
	['A55 covid19 455 m2', 'a55 covid19 455 m2'],
	['hay! 100$', 'hay¶100'],
	['nguuuu đmmm', 'ngu đm'],
	['ngùuu hoàaa', 'ngù hoà'],
	['cứu lưu', 'cứ lư'],
	['ḍịṭ', 'dịt'],
	['', ''],
])('%j folds to %j', (original, folded) => {
	expect(fold(original)).toBe(folded);
});

test.each<[original: string, runs: number[], stretched: number[]]>([
	['as', [1, 1], [0, 0]],
	['ass', [1, 2], [0, 1]],
	['loon', [1, 2, 1], [0, 0, 0]],
	['looon', [1, 3, 1], [0, 1, 0]],
	['lưu', [1, 2], [0, 0]],
	['nguu', [1, 1, 2], [0, 0, 1]],
	['butter', [1, 1, 2, 1, 1], [0, 0, 0, 0, 0]],
])(
	'in %j is kept how often a letter stood, and whether that is more than spelling',
	(original, runs, stretched) => {
		const { folded } = readForms(original);
		expect([...folded.runs]).toEqual(runs);
		expect([...folded.stretched]).toEqual(stretched);
	},
);

test('what a short form stands for comes from all of it', () => {
	const { folded } = readForms('tôi hok ăn');
	const at = folded.text.indexOf('không');
	expect([...folded.from.slice(at, at + 5)]).toEqual([4, 4, 4, 4, 4]);
	expect([...folded.to.slice(at, at + 5)]).toEqual([7, 7, 7, 7, 7]);
});

test('the folded form of itself is itself, and every unit of it comes from the original, in order', () => {
	fc.assert(
		fc.property(anyText, (original) => {
			const { text, from, to } = foldedForm(writtenForm(original));
			// Seams are guesses: beside a short form that is spelled out by now ("vs b", "với b") another may be laid.
			const unseamed = (folded: string) => folded.replaceAll('-', ' ');
			expect(unseamed(fold(text))).toBe(unseamed(text));
			expect([from.length, to.length]).toEqual([text.length, text.length]);
			for (let i = 0; i < text.length; i++) {
				expect(from[i]).toBeLessThanOrEqual(to[i]!);
				expect(from[i]).toBeGreaterThanOrEqual(from[i - 1] ?? 0);
				expect(to[i]).toBeLessThanOrEqual(original.length);
			}
		}),
		{ numRuns: 1_000, examples: [['vs\nß']] },
	);
});

test.each<[one: string, other: string, same: boolean]>([
	['Hòa bình muôn năm!', 'hoà  bình, muôn năm', true],
	['ngu quá', 'NGUUU quá', true],
	['Tôi đồng ý', 'Tôi không đồng ý', false],
	['đồng ý', 'dong y', false],
])('%j and %j are the same text again: %s', (one, other, same) => {
	const keyOf = (text: string) => repeatKey(readForms(text).folded);
	expect(keyOf(one) === keyOf(other)).toBe(same);
});

/** 64 times the text costs about 64 times the work; the square would be 4,096 times. A busy machine has room in between. */
test.each([
	['single letters', 'n g u '],
	['marks on one letter', '\u0301\u0323'],
	['one letter', 'u'],
	['separators', '. '],
	['signs', '$1'],
	['short forms', 'k ko '],
])('folding %s costs in proportion to their number', (_, unit) => {
	const cost = (length: number, times: number) => {
		const text = 'a' + unit.repeat(length / unit.length);
		let least = Infinity;
		for (let round = 0; round < 3; round++) {
			const before = process.cpuUsage();
			for (let i = 0; i < times; i++) foldedForm(writtenForm(text));
			const { user, system } = process.cpuUsage(before);
			least = Math.min(least, (user + system) / times);
		}
		return least;
	};
	expect(cost(65_536, 1)).toBeLessThan(640 * Math.max(cost(1_024, 50), 20));
});
