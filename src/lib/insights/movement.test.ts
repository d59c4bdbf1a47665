import { expect, test } from 'vitest';
import type { Status } from '../polls/poll';
import { isComparable, moversOf, type Movement } from './movement';

const OPENED = new Date('2026-03-01T01:00:00Z');
const poll = (slug: string, movements: Movement[], status: Status = 'open') => ({
	...{ slug, question: slug, status, opensAt: OPENED, movements },
});
const verified = (now: number, before: number | null): Movement => ({ class: 'verified', now, before });
const unverified = (now: number, before: number | null): Movement => ({ class: 'unverified', now, before });

test('the largest change comes first, up or down, and the classes are never added', () => {
	const movers = moversOf([
		poll('rises', [verified(40, 10), unverified(25, 5)]),
		poll('falls', [verified(5, 90)]),
		poll('both', [verified(30, 5), unverified(30, 5)]),
		poll('still', [verified(100, 95)]),
		poll('hidden', []),
		poll('closed', [verified(0, 900)], 'closed'),
	]);
	expect(movers.map(({ slug }) => slug)).toEqual(['falls', 'rises', 'both']);
	expect(movers[1]!.movement).toEqual(verified(40, 10));
});

test('a new poll moves by all that it got', () => {
	expect(moversOf([poll('a', [verified(30, 5)]), poll('new', [verified(28, null)])])[0]!.slug).toBe('new');
});

test('where nothing moved there is nothing to say', () => {
	expect(moversOf([])).toEqual([]);
	expect(moversOf([poll('a', [verified(3, 0)])])).toEqual([]);
});

test('a poll is compared once it was open for both periods', () => {
	const at = (days: number) => new Date(OPENED.getTime() + days * 86_400_000);
	expect(isComparable(OPENED, { now: at(13), days: 7 })).toBe(false);
	expect(isComparable(OPENED, { now: at(14), days: 7 })).toBe(true);
});
