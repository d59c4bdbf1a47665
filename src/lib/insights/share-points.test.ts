import { expect, test } from 'vitest';
import type { Results } from '../polls/results';
import { lateStarts, pointsOf, type SharePoint } from './share-points';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));
const point = (hour: number, voters: SharePoint['class'] = 'verified'): SharePoint => ({
	class: voters,
	at: at(hour),
	ballots: 10 * (hour + 1),
	votes: { 1: hour },
});
const results = (ballots: number): Results => ({
	slug: 's',
	asOf: at(1_000).toISOString(),
	status: 'open',
	classes: (['verified', 'unverified'] as const).map((voters) => ({
		class: voters,
		ballots,
		options: [{ id: 1, label: 'A', votes: ballots, share: 1 }],
	})),
});

test('how results stand now is the last point, of the classes that have an earlier one of enough people', () => {
	const points = pointsOf([point(0), point(2), point(3)], results(50), at(2_000));
	expect(points.map((one) => [one.class, one.at.getTime(), one.ballots])).toEqual([
		['verified', at(2).getTime(), 30],
		['verified', at(3).getTime(), 40],
		['verified', at(1_000).getTime(), 50],
	]);
	expect(points.at(-1)!.votes).toEqual({ 1: 50 });
});

test('without earlier points, or where all answers were withdrawn, there is nothing', () => {
	expect(pointsOf([], results(50), at(2_000))).toEqual([]);
	expect(pointsOf([point(9)], results(0), at(2_000))).toEqual([]);
	expect(pointsOf([point(0), point(1)], results(50), at(2_000)), 'few answers').toEqual([]);
});

test.each([59, 60, 61, 119, 500])(
	'of %i points as many are drawn as one can tell apart, with both ends',
	(many) => {
		const kept = Array.from({ length: many }, (_, hour) => point(hour + 2));
		const points = pointsOf(kept, results(9_000), at(2_000));
		expect(points.length).toBeLessThanOrEqual(61);
		expect(points.length).toBeGreaterThan(25);
		expect([points[0]!.at, points.at(-1)!.at]).toEqual([at(2), at(1_000)]);
	},
);

test('the line of a poll that is over ends when it closed, not today', () => {
	const points = pointsOf([point(2), point(5), point(9)], results(90), at(8));
	expect(points.map((one) => one.at.getTime())).toEqual([at(2), at(5), at(8)].map(Number));
});

test('two points of the same people are no line', () => {
	expect(pointsOf([point(2)], results(39), at(2_000))).toEqual([]);
	expect(pointsOf([point(2)], results(40), at(2_000))).toHaveLength(2);
});

test('a line that begins long after many had answered says so, and of no other class', () => {
	const answered = (hour: number, ballots: number, voters: SharePoint['class'] = 'verified') => ({
		class: voters,
		hour: at(hour).toISOString(),
		ballots,
	});
	const kept = [point(5), point(6), point(5, 'unverified')];
	expect(lateStarts(kept, [answered(0, 10), answered(3, 20), answered(4, 30)])).toEqual([kept[0]]);
	// In the hour before, a point was not due yet; and what few said would not have been drawn.
	expect(lateStarts(kept, [answered(4, 60)])).toEqual([]);
	expect(lateStarts(kept, [answered(0, 29), answered(4, 60)])).toEqual([]);
	expect(lateStarts([], [answered(0, 100)])).toEqual([]);
});
