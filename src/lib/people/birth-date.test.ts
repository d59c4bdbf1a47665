import { expect, test } from 'vitest';
import { readBirthDate } from './birth-date';

const TODAY = new Date('2026-03-01T00:00:00Z');

test.each([
	['07/03/1990', { date: '1990-03-07' }],
	['7/3/1990', { date: '1990-03-07' }],
	['7-3-1990', { date: '1990-03-07' }],
	['07.03.1990', { date: '1990-03-07' }],
	[' 1990-03-07 ', { date: '1990-03-07' }],
	['1990-03-07 00:00:00', { date: '1990-03-07' }],
	['1990-03-07T00:00:00Z', { date: '1990-03-07' }],
	['０７/０３/１９９０', { date: '1990-03-07' }],
	['29/02/2000', { date: '2000-02-29' }],
	['29/02/1999', 'impossible'],
	['12/25/1990', 'impossible'],
	['00/01/1990', 'impossible'],
	['01/01/1879', 'impossible'],
	['02/03/2026', 'impossible'],
	['1990', 'malformed'],
	['07/03/90', 'malformed'],
	['7 tháng 3 1990', 'malformed'],
	['32939', 'malformed'],
	['', 'malformed'],
])('%j is read as %j', (text, read) => {
	expect(readBirthDate(text, TODAY)).toEqual(read);
});
