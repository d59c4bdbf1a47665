import { expect, test } from 'vitest';
import { moversOf, type Movement } from './movement';

const poll = (slug: string, ...movements: Movement[]) => ({ slug, question: slug, movements });
const verified = (now: number, before: number): Movement => ({ class: 'verified', now, before });
const unverified = (now: number, before: number): Movement => ({ class: 'unverified', now, before });

test('the largest change comes first, up or down, and the classes are never added', () => {
	const movers = moversOf([
		poll('rises', verified(40, 10), unverified(25, 5)),
		poll('falls', verified(5, 90)),
		poll('both', verified(30, 5), unverified(30, 5)),
		poll('still', verified(100, 95)),
		poll('hidden'),
	]);
	expect(movers.map(({ slug }) => slug)).toEqual(['falls', 'rises', 'both']);
	expect(movers[1]!.movement).toEqual(verified(40, 10));
});

test('where nothing moved there is nothing to say', () => {
	expect(moversOf([])).toEqual([]);
	expect(moversOf([poll('a', verified(3, 0))])).toEqual([]);
});
