import { expect, test } from 'vitest';
import { mayMove, POLL_MOVES, POLL_STATES, pollStateAt, type PollMove, type PollState } from './poll-state';

const opensAt = new Date('2026-06-01T01:00:00Z');
const closesAt = new Date('2026-06-15T10:00:00Z');
const [before, opening, during, closing] = [
	new Date(opensAt.getTime() - 1),
	opensAt,
	new Date(closesAt.getTime() - 1),
	closesAt,
];

const CASES: [string, Date, PollState][] = [
	['draft', during, 'draft'],
	['published', before, 'scheduled'],
	['published', opening, 'open'],
	['published', during, 'open'],
	['published', closing, 'closed'],
	['archived', closing, 'archived'],
];

test.each(CASES)('%s at %s is %s', (state, now, seen) => {
	expect(pollStateAt({ state, opensAt, closesAt }, now)).toBe(seen);
});

test('nothing of what is asked changes after opening, and a closed poll never opens again', () => {
	const fatal: PollMove[] = ['edit', 'delete', 'publish', 'take-back'];
	for (const state of ['open', 'closed', 'archived'] as const) {
		expect(fatal.filter((move) => mayMove(state, move))).toEqual([]);
	}
	expect(POLL_STATES.filter((state) => mayMove(state, 'move-closing'))).toEqual(['open']);
	expect(POLL_STATES.filter((state) => mayMove(state, 'archive'))).toEqual(['closed']);
	expect(POLL_STATES.filter((state) => mayMove(state, 'publish'))).toEqual(['draft']);
});

test('there is always a way on, and each move has a state from which it goes', () => {
	for (const state of POLL_STATES) expect(mayMove(state, 'duplicate')).toBe(true);
	for (const move of POLL_MOVES) expect(POLL_STATES.some((state) => mayMove(state, move))).toBe(true);
});
