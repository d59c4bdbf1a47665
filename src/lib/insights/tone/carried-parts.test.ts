import { expect, test } from 'vitest';
import { carriedParts } from './carried-parts';

test('the parts are the comment again, with the words that carried it apart', () => {
	const body = 'Đường hỏng, đi rất khổ.';
	const parts = carriedParts(body, [
		{ start: 19, end: 22 },
		{ start: 6, end: 10 },
		{ start: 8, end: 12 },
		{ start: 20, end: 99 },
	]);
	expect(parts.filter(({ carries }) => carries).map(({ text }) => text)).toEqual(['hỏng', 'khổ']);
	expect(parts.map(({ text }) => text).join('')).toBe(body);
	expect(carriedParts(body, [])).toEqual([{ text: body, carries: false }]);
});
