import { expect, test } from 'vitest';
import { highlight } from './highlight';

const drawn = (body: string, ...spans: [number, number][]) =>
	highlight(body, [{ phase: 'p', reason: 'links', spans: spans.map(([from, to]) => ({ from, to })) }])
		.map(({ text, found }) => (found ? `[${text}]` : text))
		.join('');

test.each<[string, [number, number][], string]>([
	['không có gì', [], 'không có gì'],
	['abcdef', [[1, 3]], 'a[bc]def'],
	[
		'abcdef',
		[
			[3, 5],
			[0, 1],
		],
		'[a]bc[de]f',
	],
	[
		'abcdef',
		[
			[1, 4],
			[2, 6],
		],
		'a[bcd][ef]',
	],
	['abc', [[2, 99]], 'ab[c]'],
	['abc', [[50, 99]], 'abc'],
])('%s with %j', (body, spans, expected) => {
	expect(drawn(body, ...spans)).toBe(expected);
});
