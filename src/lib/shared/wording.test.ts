import { expect, test } from 'vitest';
import { cleanLine, cleanText, isSlug, lengthOf, slugFrom } from './wording';

test.each([
	['Đường nào hỏng nhất?', 'duong-nao-hong-nhat'],
	['  ¿Qué? 100% ', 'que-100'],
	['🛣️', ''],
	['Ưu tiên: “điện – nước”', 'uu-tien-dien-nuoc'],
])('%s is %s in an address', (question, slug) => expect(slugFrom(question)).toBe(slug));

test('a line is one line, a text keeps its lines, and an emoji counts once', () => {
	expect(cleanLine(' Có \u0000\n không\t')).toBe('Có không');
	expect(cleanText('Một\r\n\r\n  hai\u0007 \n')).toBe('Một\n\n  hai');
	expect(lengthOf('Có 👍')).toBe(4);
});

test.each(['ab', 'Duong', 'duong--nao', '-duong', 'đường', 'a'.repeat(81)])(
	'%s is no name for addresses',
	(text) => expect(isSlug(text)).toBe(false),
);
