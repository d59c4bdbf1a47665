import { expect, test } from 'vitest';
import { breakdownOf, isOffBalance, type Place } from './breakdown';
import type { ProtectedGroup } from './privacy';

const NOW = new Date('2026-03-10T09:00:00Z');
const place = (name: string, eligible: number): Place => ({
	name,
	isRest: false,
	from: null,
	to: null,
	eligible,
});
const group = (ballots: number | null): ProtectedGroup => ({ ballots, cells: [] });

test('a group stands beside its share of the roll', () => {
	const { lines } = breakdownOf([place('a', 300), place('b', 700)], [group(60), group(40), group(5)], NOW);
	expect(lines.map(({ turnout, ofRoll, ofAnswers }) => [turnout, ofRoll, ofAnswers])).toEqual([
		[20, 30, 60],
		[6, 70, 40],
		[null, null, null],
	]);
	expect(lines.map(isOffBalance)).toEqual([true, true, false]);
});

test('what is left out has no share, and nobody from nowhere has no line', () => {
	const { lines } = breakdownOf([place('a', 300), place('b', 300)], [group(60), group(40), group(null)], NOW);
	expect(lines).toHaveLength(2);
	const left = breakdownOf(
		[place('a', 300), place('b', 300)],
		[group(60), group(null), group(null)],
		NOW,
	).lines;
	expect(left.map(({ place, turnout, ofAnswers }) => [place?.name ?? null, turnout, ofAnswers])).toEqual([
		['a', 20, 100],
		['b', null, null],
		[null, null, null],
	]);
});
