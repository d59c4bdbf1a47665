import { expect, test } from 'vitest';
import type { Actor, Grant } from './actor';
import { listStaffRooms } from './staff-rooms';

const NOW = new Date('2026-01-01T12:00:00Z');
const actor = (role?: Grant['role'], wishes: Partial<Actor> = {}): Actor => ({
	personId: 'p',
	sessionId: 's',
	displayName: null,
	verified: true,
	area: null,
	birthYear: null,
	grants: role ? [{ role, area: null }] : [],
	assurance: 'two-factor',
	authenticatedAt: NOW,
	...wishes,
});
const AUDIT = { name: 'audit', path: '/administration/audit' };

test('strangers and citizens are shown no room of the staff', () => {
	expect(listStaffRooms(undefined, NOW)).toEqual([]);
	expect(listStaffRooms(actor(), NOW)).toEqual([]);
});

test('an administrator is shown the audit log, a moderator is not', () => {
	expect(listStaffRooms(actor('administrator'), NOW)).toContainEqual(AUDIT);
	expect(listStaffRooms(actor('moderator'), NOW)).not.toContainEqual(AUDIT);
});

test('a room that only lacks the second factor is shown, since that can be given', () => {
	expect(listStaffRooms(actor('administrator', { assurance: 'one-factor' }), NOW)).toContainEqual(AUDIT);
});
