import { expect, test } from 'vitest';
import { textParts } from './text-parts';

test.each<[string, unknown[]]>([
	['không có gì', [{ text: 'không có gì' }]],
	[
		'xem https://vi-du.vn/a?b=1.',
		[{ text: 'xem ' }, { text: 'https://vi-du.vn/a?b=1', href: 'https://vi-du.vn/a?b=1' }, { text: '.' }],
	],
	['javascript:alert(1) data:text/html,x', [{ text: 'javascript:alert(1) data:text/html,x' }]],
	['https://tỉnh@xấu.vn', [{ text: 'https://tỉnh@xấu.vn' }]],
	[
		'<a href="https://x.vn">',
		[{ text: '<a href="' }, { text: 'https://x.vn', href: 'https://x.vn/' }, { text: '">' }],
	],
	['https://', [{ text: 'https://' }]],
])('%s', (body, parts) => {
	expect(textParts(body)).toEqual(parts);
});
