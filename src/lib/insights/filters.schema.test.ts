import { expect, test } from 'vitest';
import { filtersSchema, queryOf } from './filters.schema';

const read = (query: string) => filtersSchema.parse(Object.fromEntries(new URLSearchParams(query)));
const PLAIN = { q: '', area: '', topic: '', status: '', period: 7, page: 1 };

test('an address without filters asks for everything of this week', () => {
	expect(read('')).toEqual(PLAIN);
	expect(queryOf(read(''))).toBe('');
});

test('what makes no sense is left out', () => {
	expect(read('status=secret&period=8&page=0&area=../x&topic=A&q=%00')).toEqual(PLAIN);
});

test('filters survive the way into the address and back', () => {
	const query = '?q=m%E1%BB%99t+c%E1%BB%ADa&area=tinh-mau&topic=duong-sa&status=open&period=30&page=2';
	expect(queryOf(read(query))).toBe(query);
});
