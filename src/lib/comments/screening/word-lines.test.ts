import { expect, test } from 'vitest';
import { firstRules } from './rules.schema';
import { readWordLines, writeWordLines } from './word-lines';

test('every list that a new installation starts with is read as it is written', () => {
	for (const list of [firstRules.banned, firstRules.suspect, firstRules.agency]) {
		expect(readWordLines(writeWordLines(list))).toEqual({ entries: list, faults: [] });
	}
});

test.each<[string, unknown]>([
	['đồ ngu', { text: 'đồ ngu', accents: 'exact', disguised: true, except: [] }],
	['  lừa dối ~ = ', { text: 'lừa dối', accents: 'may-lack', disguised: false, except: [] }],
	['spam *', { text: 'spam', accents: 'any', disguised: true, except: [] }],
	[
		'óc chó ! hạt óc chó,  quả óc chó',
		{ text: 'óc chó', accents: 'exact', disguised: true, except: ['hạt óc chó', 'quả óc chó'] },
	],
])('%s', (line, entry) => {
	expect(readWordLines(line)).toEqual({ entries: [entry], faults: [] });
});

test('lines that say nothing are told by their number', () => {
	expect(readWordLines(`tốt\n\n123\n${'a'.repeat(61)}\nxấu`)).toMatchObject({ faults: [3, 4] });
});
