import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanInOriginal } from './form';
import { anyText } from '../../../../tests/support/texts';
import { writtenForm } from './written';

test.each<[original: string, written: string]>([
	['Hòa', 'hoà'],
	['HOÀ', 'hoà'],
	['hòan', 'hoàn'],
	['khỏe', 'khoẻ'],
	['thúy', 'thuý'],
	['THỦY', 'thuỷ'],
	['qúy', 'quý'],
	['quý', 'quý'],
	['gìa', 'già'],
	['già', 'già'],
	['gì', 'gì'],
	['cuả', 'của'],
	['của', 'của'],
	['mía', 'mía'],
	['ngòai', 'ngoài'],
	['khuỷu', 'khuỷu'],
	['nguyễn', 'nguyễn'],
	['ngừơi', 'người'],
	['Ðồng', 'đồng'],
	['e\u0323\u0302', 'ệ'],
	['e\u0302\u0323', 'ệ'],
	['e\u0300\u0302', 'ề'],
	['u\u031b\u0301', 'ứ'],
	['a\u0340', 'à'],
	['n\u200bg\u00adu', 'ngu'],
	['\u202engu\u202c', 'ngu'],
	['Café, naïve', 'café, naïve'],
	['ΣΑΣ', 'σασ'],
	['', ''],
])('%j is written %j', (original, written) => {
	expect(writtenForm(original).text).toBe(written);
	expect(writtenForm(original.normalize('NFD')).text).toBe(written);
});

test('a stretch of a form is found again in the original', () => {
	const original = 'Đi ho\u0300a n\u200bha\u0301!';
	const written = writtenForm(original);
	const at = written.text.indexOf('nhá');
	const span = spanInOriginal(written, at, at + 3);
	expect(original.slice(span.from, span.to)).toBe('n\u200bha\u0301');
	expect(spanInOriginal(written, at, at)).toEqual({ from: span.from, to: span.from });
	expect(spanInOriginal(writtenForm(''), 0, 0)).toEqual({ from: 0, to: 0 });
});

test('the written form of itself is itself, and every unit of it comes from the original, in order', () => {
	fc.assert(
		fc.property(anyText, (original) => {
			const { text, from, to } = writtenForm(original);
			expect(writtenForm(text).text).toBe(text);
			expect([from.length, to.length]).toEqual([text.length, text.length]);
			for (let i = 0; i < text.length; i++) {
				expect(from[i]).toBeLessThan(to[i]!);
				expect(from[i]).toBeGreaterThanOrEqual(from[i - 1] ?? 0);
				expect(to[i]).toBeLessThanOrEqual(original.length);
			}
		}),
		{ numRuns: 500 },
	);
});

test('writing Vietnamese composed or decomposed makes no difference', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'aăâeêioôơuưyàảãáạầẩẫấậqghnđ ') }), (text) => {
			expect(writtenForm(text.normalize('NFD')).text).toBe(writtenForm(text).text);
		}),
	);
});
