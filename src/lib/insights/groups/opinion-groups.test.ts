import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateConversation } from '../../../../tests/support/conversations';
import { adjustedRand } from './adjusted-rand';
import type { Reactions } from './answers';
import { findGroups, type Grouped } from './opinion-groups';

const SIZE = { comments: 40, apart: 1.5, answered: 0.5 };
const SEED = fc.integer({ min: 1, max: 1_000_000 });

function grouped(reactions: Reactions, before?: Grouped['memory']): Grouped {
	const found = findGroups(reactions, before);
	if (found.outcome !== 'grouped') throw new Error(`expected groups, got ${found.outcome}`);
	return found;
}

/** Slots in the order of the conversation's people. */
function slotsOf({ people }: Grouped, reactions: Reactions): number[] {
	const slot = new Map(people.map((person) => [person.id, person.slot]));
	return reactions.people.map((id) => slot.get(id)!);
}

/** A row is a person; undefined was not answered. */
function table(rows: (number | undefined)[][]): Reactions {
	const entries = rows.flatMap((row, person) =>
		row.flatMap((value, comment) => (value === undefined ? [] : [{ person, comment, value }])),
	);
	return {
		people: rows.map((_, at) => `p${at}`),
		comments: (rows[0] ?? []).map((_, at) => `c${at}`),
		person: entries.map(({ person }) => person),
		comment: entries.map(({ comment }) => comment),
		value: entries.map(({ value }) => value),
	};
}

describe('groups that are there', () => {
	it.each([
		[2, [60, 60]],
		[2, [90, 15]],
		[3, [60, 50, 40]],
		[4, [50, 50, 40, 40]],
		[5, [60, 50, 50, 40, 40]],
	])('are found again: %d of %o people', (k, sizes) => {
		const conversation = generateConversation(11, { ...SIZE, sizes });
		const found = grouped(conversation);
		expect(found.groups).toHaveLength(k);
		expect(adjustedRand(slotsOf(found, conversation), conversation.truth)).toBeGreaterThan(0.95);
	});

	it('are the same whatever the order of people, comments and reactions', () => {
		fc.assert(
			fc.property(SEED, fc.infiniteStream(fc.nat()), (seed, order) => {
				const given = generateConversation(seed, { ...SIZE, sizes: [30, 20], apart: 0.7 });
				const draw = order[Symbol.iterator]();
				const mix = (size: number) =>
					Array.from({ length: size }, (_, at) => ({ at, by: draw.next().value as number }))
						.sort((a, b) => a.by - b.by)
						.map(({ at }) => at);
				const [people, comments, entries] = [50, 40, given.value.length].map(mix);
				const mixed = {
					people: people!.map((at) => given.people[at]!),
					comments: comments!.map((at) => given.comments[at]!),
					person: entries!.map((at) => people!.indexOf(given.person[at]!)),
					comment: entries!.map((at) => comments!.indexOf(given.comment[at]!)),
					value: entries!.map((at) => given.value[at]!),
				};
				expect(findGroups(mixed)).toEqual(findGroups(given));
			}),
			{ numRuns: 6 },
		);
	});

	it('are the same when every comment says the opposite', () => {
		fc.assert(
			fc.property(SEED, (seed) => {
				const given = generateConversation(seed, { ...SIZE, sizes: [40, 30] });
				const turned = { ...given, value: Array.from(given.value, (value) => -value) };
				expect(slotsOf(grouped(turned), given)).toEqual(slotsOf(grouped(given), given));
			}),
			{ numRuns: 6 },
		);
	});

	it('keep slots and the map its sides when a few more people come', () => {
		fc.assert(
			fc.property(SEED, (seed) => {
				const all = generateConversation(seed, { ...SIZE, sizes: [40, 30, 20] });
				const early = Array.from(all.person, (person, at) => ({ person, at })).filter(
					({ person }) => person % 8,
				);
				const first = grouped({
					...all,
					person: early.map(({ person }) => person),
					comment: early.map(({ at }) => all.comment[at]!),
					value: early.map(({ at }) => all.value[at]!),
				});
				const second = grouped(all, first.memory);
				const now = new Map(second.people.map((person) => [person.id, person]));
				const stayed = first.people.filter(({ id, slot }) => now.get(id)!.slot === slot);
				expect(stayed.length).toBeGreaterThan(0.9 * first.people.length);
				const likeness = first.people.reduce((sum, { id, x }) => sum + x * now.get(id)!.x, 0);
				expect(likeness).toBeGreaterThan(0);
			}),
			{ numRuns: 6 },
		);
	});

	it('keep slots that are not in a row', () => {
		const conversation = generateConversation(4, { ...SIZE, sizes: [40, 30] });
		const { memory, groups } = grouped(conversation);
		const moved = Object.fromEntries(
			Object.entries(memory.slots).map(([id, slot]) => [id, slot === 0 ? 3 : 1]),
		);
		const again = grouped(conversation, { ...memory, slots: moved });
		expect(again.groups.map(({ slot, size }) => [slot, size])).toEqual([
			[1, groups[1]!.size],
			[3, groups[0]!.size],
		]);
	});

	it('take in those who answered little without being formed by them', () => {
		const given = generateConversation(8, { ...SIZE, sizes: [40, 30] });
		const shy = {
			...given,
			people: [...given.people, 'shy'],
			person: [...Array.from(given.person), 70, 70],
			comment: [...Array.from(given.comment), 0, 1],
			value: [...Array.from(given.value), 1, -1],
		};
		const found = grouped(shy);
		expect(found.people.find(({ id }) => id === 'shy')).toMatchObject({ formed: false });
		expect(found.groups.map(({ size, placed }) => size + placed).reduce((a, b) => a + b)).toBe(71);
		expect(found.groups.reduce((sum, { placed }) => sum + placed, 0)).toBe(1);
		expect(found.memory.slots).not.toHaveProperty('shy');
	});

	it('say what sets them apart, what divides them and what all share', () => {
		const rows = Array.from({ length: 40 }, (_, at) => [
			1,
			...Array.from({ length: 9 }, () => (at < 25 ? 1 : -1)),
		]);
		const found = grouped(table(rows));
		expect(found.groups.map(({ size }) => size)).toEqual([25, 15]);
		expect(found.common.map(({ comment, stance }) => [comment, stance])).toEqual([['c0', 'agree']]);
		expect(found.divisive).toHaveLength(9);
		expect(found.divisive[0]).toMatchObject({ most: 0, least: 1, gap: 1 });
		expect(found.groups[1]!.distinctive.every(({ stance }) => stance === 'disagree')).toBe(true);
		expect(found.tallies.c1).toEqual([
			{ agree: 25, disagree: 0, pass: 0 },
			{ agree: 0, disagree: 15, pass: 0 },
		]);
	});
});

describe('where there is nothing to draw', () => {
	it.each([
		['nobody', [], 0],
		['six people', Array.from({ length: 6 }, (_, at) => [at % 2 ? 1 : -1, 1, 0]), 6],
		[
			'seven, of whom one said nothing',
			[[undefined, undefined], ...Array.from({ length: 6 }, () => [1, -1])],
			6,
		],
	])('%s are too few', (_, rows, people) => {
		expect(findGroups(table(rows))).toEqual({ outcome: 'too-few-people', people, needed: 7 });
	});

	it.each([
		['all pass', Array.from({ length: 20 }, () => [0, 0, 0])],
		['all agree on the one comment', Array.from({ length: 9 }, () => [1])],
		['everybody says the same', Array.from({ length: 30 }, () => [1, -1, 0, 1, 1, 0, -1, 1])],
	])('all are alike: %s', (_, rows) => {
		expect(findGroups(table(rows))).toEqual({ outcome: 'all-alike', people: rows.length });
	});

	it('one comment still has two sides', () => {
		const found = grouped(table(Array.from({ length: 12 }, (_, at) => [at < 7 ? 1 : -1])));
		expect(found.groups.map(({ size }) => size)).toEqual([7, 5]);
	});

	it('does not take a cloud for groups', () => {
		const found = grouped(generateConversation(2, { ...SIZE, sizes: [120] }));
		expect(found.beyondChance).toBe(0);
		expect(found.silhouette).toBeLessThan(0.5);
	});

	it('any table at all is answered, with finite numbers', () => {
		const cell = fc.constantFrom(1, -1, 0, undefined);
		const rows = fc
			.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 25 }))
			.chain(([width, height]) =>
				fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
					minLength: height,
					maxLength: height,
				}),
			);
		fc.assert(
			fc.property(rows, (given) => {
				const found = findGroups(table(given));
				if (found.outcome !== 'grouped') return;
				expect([...found.people, ...found.groups].every(({ x, y }) => Number.isFinite(x + y))).toBe(true);
				expect(found.groups.every(({ size }) => size > 0)).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});
});

it('counts the last of several reactions, and refuses what is none', () => {
	const rows = table(Array.from({ length: 10 }, (_, at) => (at < 6 ? [1, 1, 1] : [-1, -1, -1])));
	const again = (value: number): Reactions => ({
		...rows,
		person: [...Array.from(rows.person), 0],
		comment: [...Array.from(rows.comment), 1],
		value: [...Array.from(rows.value), value],
	});
	expect(grouped(again(0)).tallies.c1).toEqual([
		{ agree: 5, disagree: 0, pass: 1 },
		{ agree: 0, disagree: 4, pass: 0 },
	]);
	expect(() => findGroups(again(2))).toThrow(RangeError);
	expect(() => findGroups({ ...rows, person: Array.from(rows.person, () => 10) })).toThrow(RangeError);
});
