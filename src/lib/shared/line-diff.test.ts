import { expect, test } from 'vitest';
import { diffLines } from './line-diff';

const signs = { same: ' ', added: '+', removed: '-' };
const shown = (before: string, after: string) =>
	diffLines(before, after).map(({ what, text }) => signs[what] + text);

test.each([
	['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
	['', 'a', ['+a']],
	['a', '', ['-a']],
	['a', 'a', [' a']],
	['a\nb', 'b\na', ['-a', ' b', '+a']],
])('%j to %j', (before, after, expected) => expect(shown(before, after)).toEqual(expected));

test('texts of very many lines are set beside each other whole', () => {
	const many = Array.from({ length: 3_000 }, (_, i) => String(i)).join('\n');
	expect(diffLines(many, `${many}\nx`)).toHaveLength(6_001);
});
