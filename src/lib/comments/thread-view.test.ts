import { describe, expect, test } from 'vitest';
import { nest, type Nested, type ShownComment } from './thread-view';

const comment = (
	id: string,
	parentId: string | null,
	depth: number,
	more: Partial<ShownComment> = {},
): ShownComment => ({
	id,
	parentId,
	rootId: depth === 0 ? null : 'root',
	depth,
	body: id,
	revision: 1,
	author: `by ${id}`,
	verified: true,
	isOfficial: false,
	publishedAt: new Date(0),
	picked: false,
	agree: 0,
	disagree: 0,
	pass: 0,
	replies: 0,
	mine: false,
	reaction: null,
	gone: null,
	...more,
});

const drawn = (nodes: Nested[]): unknown[] =>
	nodes.map(({ id, inReplyTo, children }) => [inReplyTo ? `${id} to ${inReplyTo}` : id, ...drawn(children)]);

describe('how replies are arranged', () => {
	test.each<[what: string, replies: ShownComment[], expected: unknown[]]>([
		['none', [], []],
		[
			'by time under what they answer',
			[comment('a', 'root', 1), comment('b', 'a', 2), comment('c', 'root', 1)],
			[['a', ['b']], ['c']],
		],
		[
			'deeper ones beside each other, naming whom they answer',
			[comment('a', 'root', 1), comment('b', 'a', 2), comment('c', 'b', 3), comment('d', 'c', 4)],
			[['a', ['b'], ['c to by b'], ['d to by c']]],
		],
		[
			'an official answer first',
			[
				comment('a', 'root', 1),
				comment('o', 'root', 1, { isOfficial: true }),
				comment('p', 'root', 1, { isOfficial: true }),
			],
			[['o'], ['p'], ['a']],
		],
		['an orphan stands on top', [comment('b', 'gone', 2)], [['b']]],
	])('%s', (_, replies, expected) => {
		expect(drawn(nest(comment('root', null, 0), replies).children)).toEqual(expected);
	});

	test('a thousand replies in one line are arranged in passing', () => {
		const replies = Array.from({ length: 1_000 }, (_, i) =>
			comment(`r${i}`, i === 0 ? 'root' : `r${i - 1}`, i + 1),
		);
		expect(nest(comment('root', null, 0), replies).children).toHaveLength(1);
	});
});

test('what is left out is counted', () => {
	expect(nest(comment('root', null, 0, { replies: 5 }), [comment('a', 'root', 1)]).more).toBe(4);
});
