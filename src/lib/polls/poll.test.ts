import { expect, test } from 'vitest';
import {
	areResultsTheSameForAll,
	canonicalChoices,
	isRating,
	KINDS,
	mayResultsBeSeen,
	pollStatus,
	type ResultPolicy,
	type Status,
} from './poll';

const opensAt = new Date('2026-01-01T00:00:00.000Z');
const closesAt = new Date('2026-01-02T00:00:00.000Z');

test.each<[state: string, now: string, expected: Status]>([
	['draft', '2026-01-01T12:00:00.000Z', 'draft'],
	['draft', '2026-01-03T00:00:00.000Z', 'draft'],
	['published', '2025-12-31T23:59:59.999Z', 'scheduled'],
	['published', '2026-01-01T00:00:00.000Z', 'open'],
	['published', '2026-01-01T23:59:59.999Z', 'open'],
	['published', '2026-01-02T00:00:00.000Z', 'closed'],
	['archived', '2025-12-31T00:00:00.000Z', 'closed'],
	['archived', '2026-01-01T12:00:00.000Z', 'closed'],
])('a poll that is %s at %s counts as %s', (state, now, expected) => {
	expect(pollStatus({ state, opensAt, closesAt }, new Date(now))).toBe(expected);
});

test.each<[ResultPolicy, Status, voted: boolean, notVoted: boolean, sameForAll: boolean]>([
	['live', 'draft', false, false, true],
	['live', 'scheduled', false, false, true],
	['live', 'open', true, true, true],
	['live', 'closed', true, true, true],
	['after-vote', 'draft', false, false, true],
	['after-vote', 'scheduled', false, false, true],
	['after-vote', 'open', true, false, false],
	['after-vote', 'closed', true, true, true],
	['after-close', 'draft', false, false, true],
	['after-close', 'scheduled', false, false, true],
	['after-close', 'open', false, false, true],
	['after-close', 'closed', true, true, true],
])(
	'results %s of a poll that is %s: seen by who voted %s, by others %s, the same for all %s',
	(resultPolicy, status, voted, notVoted, sameForAll) => {
		const poll = { resultPolicy, status };
		expect(mayResultsBeSeen(poll, { hasVoted: true })).toBe(voted);
		expect(mayResultsBeSeen(poll, { hasVoted: false })).toBe(notVoted);
		expect(areResultsTheSameForAll(poll)).toBe(sameForAll);
	},
);

const options = [1, 2, 3, 10].map((id) => ({ id, label: `${id}`, isOther: false }));

test.each<[choices: number[], min: number, max: number, expected: number[] | undefined]>([
	[[2], 1, 1, [2]],
	[[10, 2], 1, 3, [2, 10]],
	[[3, 1, 2], 1, 3, [1, 2, 3]],
	[[], 1, 3, undefined],
	[[1], 2, 3, undefined],
	[[1, 2, 3, 10], 1, 3, undefined],
	[[1, 1], 1, 3, undefined],
	[[0], 1, 3, undefined],
	[[-1], 1, 3, undefined],
	[[1.5], 1, 3, undefined],
	[[NaN], 1, 3, undefined],
	[[2 ** 31], 1, 3, undefined],
])('choices %j of %i to %i become %j', (choices, minChoices, maxChoices, expected) => {
	expect(canonicalChoices({ minChoices, maxChoices, options }, choices)).toEqual(expected);
});

test('choices that are given are not reordered in place', () => {
	const choices = [3, 1];
	canonicalChoices({ minChoices: 1, maxChoices: 3, options }, choices);
	expect(choices).toEqual([3, 1]);
});

test('two of the kinds are ratings', () => {
	expect(KINDS.filter(isRating)).toEqual(['rating-5', 'rating-10']);
});
