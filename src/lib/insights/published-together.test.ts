/**
 * Everything that is published of areas and ages, taken together: what page and report show, words, drawings, files. Where two towns
 * cannot be told apart by what `protect` lets through, no page and no file may tell them apart either, so whoever
 * collects all of them knows no more than privacy.test.ts lets its reader know.
 */
import fc from 'fast-check';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import type { Poll } from '../polls/poll';
import type { Results } from '../polls/results';
import { csvOf } from '../shared/csv';
import AreaPanels from './AreaPanels.svelte';
import { breakdownOf } from './breakdown';
import BreakdownSection from './BreakdownSection.svelte';
import { drawFigure } from './charts/draw-figure';
import { figureTable } from './charts/figure';
import FigureTable from './FigureTable.svelte';
import { pollTable } from './insight-tables';
import { placeWords } from './insight-words';
import { pollFigures } from './poll-figures';
import { MIN_CELL, protect, type Group } from './privacy';
import ScaleRows from './ScaleRows.svelte';

const AT = new Date('2026-03-10T09:00:00Z');
const options = [1, 2, 3].map((id) => ({ id, label: `Phương án ${'ABC'[id - 1]}`, isOther: false }));
const polls = (['single', 'multiple', 'rating-5'] as const).map(
	(kind) =>
		({
			slug: 'mot-cau',
			question: 'Có không?',
			level: 'citizens',
			kind,
			options,
			status: 'open',
			closesAt: new Date('2026-04-10T09:00:00Z'),
		}) as unknown as Poll,
);

const shownAs = <Props extends Record<string, unknown>>(Part: Component<Props>, props: Props) =>
	(render as (part: Component<Props>, options: { props: Props }) => { body: string })(Part, { props }).body;

/** All that leaves the house, as text. Results are of the whole and exact, as they are for everybody. */
function published(groups: readonly Group[]): string | null {
	const shown = protect(groups);
	if (!shown) return null;
	const places = groups.map((_, i) => ({
		name: `Xã ${i}`,
		isRest: false,
		from: null,
		to: null,
		eligible: 300,
	}));
	const breakdown = breakdownOf(
		places,
		[...shown, { ballots: null, cells: options.map(() => ({ shown: 'hidden' as const })) }],
		AT,
	);
	const ballots = groups.reduce((sum, group) => sum + group.ballots, 0);
	const results: Results = {
		...{ slug: 'mot-cau', asOf: AT.toISOString(), status: 'open' },
		classes: [
			{
				class: 'verified',
				ballots,
				options: options.map(({ id, label }, c) => {
					const votes = groups.reduce((sum, group) => sum + group.votes[c]!, 0);
					return { id, label, votes, share: votes / ballots };
				}),
			},
		],
	};
	const figures = polls.flatMap((poll) => pollFigures({ poll, results, hours: [], breakdown }));
	return [
		// CSV and XLSX are written from the same rows.
		csvOf(pollTable({ results, options, breakdown }, '', placeWords)),
		...figures.flatMap((figure) => [figure.summary, drawFigure(figure), csvOf(figureTable(figure))]),
		...polls.map((poll) =>
			shownAs(BreakdownSection, { poll, breakdown, eligible: 300 * groups.length, least: 200 }),
		),
		...figures.map((figure) => shownAs(FigureTable, { figure })),
		...figures.map(({ drawing }) => {
			if (drawing.kind === 'panels') return shownAs(AreaPanels, drawing);
			return drawing.kind === 'likert' ? shownAs(ScaleRows, drawing) : '';
		}),
	].join('\n');
}

const group = (votes: readonly number[]): Group => ({ ballots: votes.reduce((a, b) => a + b, 0), votes });
const count = fc.oneof(
	{ weight: 2, arbitrary: fc.integer({ min: 0, max: 7 }) },
	fc.integer({ min: 5, max: 40 }),
);
const towns = fc
	.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 5 })
	.map((lines) => lines.map(group));
/** Of a poll in which one may choose several options: fewer ballots than choices. */
const townsOfSeveral = towns.map((groups) =>
	groups.map(({ ballots, votes }) => ({ ballots: Math.max(Math.ceil(ballots * 0.7), ...votes), votes })),
);

/** Another town with the same totals: some votes of two options change places between two groups. */
function moved(groups: readonly Group[], [r, s, c, d, by]: readonly number[]): Group[] | undefined {
	const votes = groups.map((one) => [...one.votes]);
	const [a, b] = [votes[r! % votes.length]!, votes[s! % votes.length]!];
	if (a === b || c === d) return undefined;
	a[c!]! += by!;
	a[d!]! -= by!;
	b[c!]! -= by!;
	b[d!]! += by!;
	if (votes.some((line, i) => line.some((n) => n < 0 || n > groups[i]!.ballots))) return undefined;
	return groups.map(({ ballots }, i) => ({ ballots, votes: votes[i]! }));
}

test('two towns that look alike once protected look alike in everything that is published', () => {
	const shift = fc.tuple(fc.nat(4), fc.nat(4), fc.nat(2), fc.nat(2), fc.integer({ min: 1, max: 6 }));
	let alike = 0;
	fc.assert(
		fc.property(
			fc.oneof(towns, townsOfSeveral),
			fc.array(shift, { minLength: 6, maxLength: 6 }),
			(groups, shifts) => {
				const shown = JSON.stringify(protect(groups));
				for (const one of shifts) {
					const other = moved(groups, one);
					if (!other || JSON.stringify(protect(other)) !== shown || shown === 'null') continue;
					alike++;
					expect(published(other)).toBe(published(groups));
				}
			},
		),
		{ numRuns: 600 },
	);
	// About 115 on the average; a run of bad luck is no fault.
	expect(alike).toBeGreaterThan(50);
});

test('no file has a figure for a cell that is hidden, nor an interval of one', () => {
	let hidden = 0;
	fc.assert(
		fc.property(towns, (groups) => {
			const shown = protect(groups);
			if (!shown) return;
			const places = groups.map((_, i) => ({
				name: `Xã ${i}`,
				isRest: false,
				from: null,
				to: null,
				eligible: 300,
			}));
			const breakdown = breakdownOf(places, shown, AT);
			const results = {
				slug: 's',
				asOf: AT.toISOString(),
				status: 'open',
				classes: [],
			} as unknown as Results;
			const figures = pollFigures({ poll: polls[0]!, results, hours: [], breakdown });
			const drawing = figures.find(({ id }) => id === 'areas')?.drawing;
			const panels = drawing?.kind === 'panels' ? drawing.panels : [];
			const drawn = shown.flatMap((one, r) =>
				one.ballots === null ? [] : [{ ...one, votes: groups[r]!.votes }],
			);
			expect(panels).toHaveLength(drawn.length);
			for (const [p, panel] of panels.entries()) {
				for (const [c, bar] of panel.bars.entries()) {
					const votes = drawn[p]!.votes[c]!;
					if (drawn[p]!.cells[c]!.shown === 'exactly') {
						expect(votes === 0 || votes >= MIN_CELL).toBe(true);
						expect(Number.isInteger(Math.round(bar.share! * 1e6) / 1e4)).toBe(true);
						continue;
					}
					hidden++;
					expect(bar).toMatchObject({ share: null });
					expect([bar.low, bar.high]).toEqual([undefined, undefined]);
					expect(bar.words).not.toMatch(/\b[1-9]\d*(?!\d*\s?%)\b/);
				}
			}
		}),
		{ numRuns: 300 },
	);
	expect(hidden).toBeGreaterThan(100);
});
