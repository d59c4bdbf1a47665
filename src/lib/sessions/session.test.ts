import { expect, test } from 'vitest';
import type { Role } from '../people/actor';
import { isAlive, isSeeingDue, lifetimeOf } from './session';

const NOW = new Date('2026-01-31T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const HOUR = 60;
const DAY = 24 * HOUR;

const CASES: [string, Role[], { created: number; seen: number }, boolean][] = [
	['a citizen who was here nine days ago', [], { created: 20 * DAY, seen: 9 * DAY }, true],
	['a citizen who was away for ten days', [], { created: 20 * DAY, seen: 10 * DAY }, false],
	['a citizen after thirty days', [], { created: 30 * DAY, seen: 1 }, false],
	['a moderator after 29 minutes', ['moderator'], { created: HOUR, seen: 29 }, true],
	['a moderator after 30 minutes', ['moderator'], { created: HOUR, seen: 30 }, false],
	['a moderator after twelve hours', ['moderator'], { created: 12 * HOUR, seen: 1 }, false],
	['an official after 15 minutes', ['official'], { created: HOUR, seen: 15 }, false],
	[
		'somebody with two roles has the shorter time',
		['moderator', 'official'],
		{ created: HOUR, seen: 15 },
		false,
	],
	['an administrator after eight hours', ['administrator'], { created: 8 * HOUR, seen: 1 }, false],
];

test.each(CASES)('%s', (_, roles, { created, seen }, alive) => {
	const lifetime = lifetimeOf(roles.map((role) => ({ role })));
	expect(isAlive({ createdAt: ago(created), lastSeenAt: ago(seen) }, lifetime, NOW)).toBe(alive);
});

test('a citizen is noted once an hour, an official every minute', () => {
	const seen = (minutes: number) => ({ createdAt: ago(DAY), lastSeenAt: ago(minutes) });
	expect(isSeeingDue(seen(59), lifetimeOf([]), NOW)).toBe(false);
	expect(isSeeingDue(seen(61), lifetimeOf([]), NOW)).toBe(true);
	expect(isSeeingDue(seen(0.9), lifetimeOf([{ role: 'official' }]), NOW)).toBe(false);
	expect(isSeeingDue(seen(1.1), lifetimeOf([{ role: 'official' }]), NOW)).toBe(true);
});
