import { expect, test } from 'vitest';
import type { Actor, Grant } from './actor';
import { ACTIONS, areasOf, can, isWithin } from './can';

const NOW = new Date('2026-01-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

function actor(grants: Grant[], wishes: Partial<Actor> = {}): Actor {
	return {
		personId: 'p',
		sessionId: 's',
		displayName: null,
		verified: true,
		area: null,
		birthYear: null,
		grants,
		assurance: 'two-factor',
		authenticatedAt: minutesAgo(1),
		...wishes,
	};
}

const everywhere = (role: Grant['role']): Grant => ({ role, area: null });

test.each(ACTIONS)('%s is denied to a stranger and to a plain citizen', (action) => {
	expect(can(undefined, action, { now: NOW })).toBe('sign-in-required');
	expect(can(actor([]), action, { now: NOW })).toBe('not-allowed');
});

test.each(ACTIONS)('%s is denied to every role without a second factor', (action) => {
	const all = (['moderator', 'official', 'editor', 'administrator'] as const).map(everywhere);
	expect(can(actor(all, { assurance: 'one-factor' }), action, { now: NOW })).toBe('second-factor-required');
	expect(can(actor(all), action, { now: NOW })).toBe('yes');
});

test('what cannot be taken back needs a fresh proof of who acts', () => {
	const admin = actor([everywhere('administrator')], { authenticatedAt: minutesAgo(11) });
	expect(can(admin, 'people.read', { now: NOW })).toBe('yes');
	expect(can(admin, 'people.manage', { now: NOW })).toBe('step-up-required');
	expect(can({ ...admin, authenticatedAt: minutesAgo(9) }, 'people.manage', { now: NOW })).toBe('yes');
});

test('a role for one area acts there and in what it contains, nowhere else', () => {
	const moderator = actor([{ role: 'moderator', area: 'xa-tan-loc' }]);
	const ask = (areas?: string[]) =>
		can(moderator, 'comment.moderate', { now: NOW, subject: areas ? { areas } : {} });
	expect(ask(['xa-tan-loc', 'tinh-mau'])).toBe('yes');
	expect(ask(['thon-1', 'xa-tan-loc', 'tinh-mau'])).toBe('yes');
	expect(ask(['xa-long-son', 'tinh-mau'])).toBe('not-allowed');
	expect(ask()).toBe('not-allowed');
	expect(can(moderator, 'comment.moderate', { now: NOW })).toBe('yes');
});

test('what concerns all areas at once is not for a role in one', () => {
	const local = actor([{ role: 'administrator', area: 'xa-tan-loc' }]);
	expect(can(local, 'fairness.read', { now: NOW, subject: { areas: ['xa-tan-loc'] } })).toBe('not-allowed');
	expect(can(local, 'fairness.read', { now: NOW })).toBe('not-allowed');
	expect(can(local, 'letters.mint', { now: NOW })).toBe('yes');
});

test.each<[string, Grant[], readonly string[] | null]>([
	['nobody', [], []],
	['another role', [{ role: 'editor', area: null }], []],
	['one area', [{ role: 'administrator', area: 'a' }], ['a']],
	[
		'two areas, and elsewhere another role',
		[
			{ role: 'administrator', area: 'a' },
			{ role: 'editor', area: 'c' },
			{ role: 'administrator', area: 'b' },
		],
		['a', 'b'],
	],
	[
		'an area and everywhere',
		[
			{ role: 'administrator', area: 'a' },
			{ role: 'administrator', area: null },
		],
		null,
	],
])('%s reads people where their role holds', (_, grants, areas) => {
	expect(areasOf({ grants }, 'people.read')).toEqual(areas);
});

test.each<[string, string | null, (string | null)[], boolean]>([
	['lives there', 'a', [], true],
	['acts there', null, ['a', 'b'], true],
	['lives elsewhere', 'z', ['a'], false],
	['acts elsewhere, too', 'a', ['b', 'z'], false],
	['acts everywhere', 'a', [null], false],
	['is of no area', null, [], false],
])('who %s is within a scope or not', (_, area, acts, within) => {
	const person = { area, grants: acts.map((each) => ({ area: each })) };
	expect(isWithin(person, ['a', 'b'])).toBe(within);
	expect(isWithin(person, null)).toBe(true);
	expect(isWithin(person, [])).toBe(false);
});
