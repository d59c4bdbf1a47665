import { expect, test } from 'vitest';
import { formatLetterCode, normaliseLetterCode } from './letter-code';

test.each([
	['ABCD-EFGH-JKMN', 'ABCDEFGHJKMN'],
	[' abcd efgh jkmn ', 'ABCDEFGHJKMN'],
	['ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ', 'ABCDEFGHJKMN'],
	['ABCD—EFGH.JKMN', 'ABCDEFGHJKMN'],
	['ABCD-EFGH-JKM', undefined],
	['ABCD-EFGH-JKM0', undefined],
	['ABCD-EFGH-JKMĐ', undefined],
	['', undefined],
])('%j is read as %j', (text, code) => {
	expect(normaliseLetterCode(text)).toBe(code);
});

test('it is printed in groups that are read back', () => {
	expect(formatLetterCode('ABCDEFGHJKMN')).toBe('ABCD-EFGH-JKMN');
	expect(normaliseLetterCode(formatLetterCode('ABCDEFGHJKMN'))).toBe('ABCDEFGHJKMN');
});
