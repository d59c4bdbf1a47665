import { expect, test } from 'vitest';
import { decodeFile } from './roll-file';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
	['commas', 'a,b\n1,2', ','],
	['semicolons', 'a;b\r\n1;2', ';'],
	['tabs', 'a\tb\n1\t2', '\t'],
	['a comma inside quotes', '"a,b,c";d\n', ';'],
	['one column', 'a\n1', ','],
])('a file with %s', (_, text, separator) => {
	expect(decodeFile(bytes(text))).toEqual({ text, separator });
});

test('a byte order mark is no part of the first title', () => {
	expect(decodeFile(bytes('\ufeffa;b\n'))).toEqual({ text: 'a;b\n', separator: ';' });
});

test("a spreadsheet's note on the separator is believed, and keeps its line", () => {
	expect(decodeFile(bytes('sep=;\r\na;b,c,d\r\n'))).toEqual({ text: '\r\na;b,c,d\r\n', separator: ';' });
});

test.each([
	['an Excel workbook', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14), 'spreadsheet'],
	['an old Excel workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'spreadsheet'],
	['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'utf-16'],
	['UTF-16 without a mark', Uint8Array.of(0x61, 0, 0x2c, 0, 0x62, 0), 'utf-16'],
	// "số" in windows-1258
	['windows-1258', Uint8Array.of(0x73, 0xf4, 0xec, 0x2c, 0x61), 'not-utf-8'],
	['nothing', new Uint8Array(), 'empty'],
	['blanks', bytes('\r\n \r\n'), 'empty'],
])('%s is told as such', (_, file, problem) => {
	expect(decodeFile(file)).toBe(problem);
});
