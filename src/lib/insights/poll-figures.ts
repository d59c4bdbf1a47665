/** The figures of a poll: of its results, its answers over time, its scale and its areas. Areas only as they are protected. */
import { m } from '$lib/i18n/paraglide/messages';
import { classLabel } from '$lib/polls/labels';
import { peakOf, turnoutSeries } from '$lib/polls/turnout';
import { number, percent } from '$lib/ui/format';
import { isRating, type Poll } from '../polls/poll';
import { classesOf, type ClassResult, type HourlyTurnout, type Results } from '../polls/results';
import type { Breakdown, BreakdownLine } from './breakdown';
import { fourPlaces, topOf, type Bar, type Figure, type LikertRow, type Panel } from './charts/figure';
import { drawingOrder } from './drawing-order';
import { cellWords, intervalWords, marksOf, placeWords, sourceWords, summaryWords } from './insight-words';
import { wilson } from './interval';
import type { Cell } from './privacy';
import type { SharePoint } from './share-points';
import { sharesFigure } from './shares-figure';

export interface Figured {
	poll: Poll;
	results: Results;
	hours: readonly HourlyTurnout[];
	breakdown: Breakdown | null;
	/** How it stood earlier. */
	points?: readonly SharePoint[];
}

/** In the order of the page. Each has an id of its own, by which it is downloaded. */
export function pollFigures(figured: Figured): Figure[] {
	return [
		...figured.results.classes.map((result) => resultsFigure(figured, result)),
		...scaleFigure(figured),
		...sharesFigure(figured),
		...turnoutFigure(figured),
		...areasFigure(figured),
	];
}

function resultsFigure({ poll, results }: Figured, result: ClassResult): Figure {
	const order = drawingOrder(poll.kind, results.classes);
	const options = [...result.options].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
	const rows = options.map((option) => ({ ...option, interval: wilson(option.votes, result.ballots) }));
	return {
		id: `results-${result.class}`,
		title: `${m.insight_results()}: ${classLabel(result.class)}`,
		summary: summaryWords(result, poll.kind),
		note: `${sourceWords(new Date(results.asOf), poll.question)} ${m.insight_not_representative()}`,
		columns: [
			...[m.chart_col_option(), m.chart_col_votes(), m.chart_col_share()],
			...[m.insight_col_low(), m.insight_col_high()],
		],
		rows: rows.map(({ label, votes, share, interval }) => [
			...[label, votes, share],
			...[interval ? fourPlaces(interval.low) : null, interval ? fourPlaces(interval.high) : null],
		]),
		drawing: {
			kind: 'bars',
			series: result.class === 'verified' ? 1 : 2,
			bars: rows.map(({ interval, ...option }) => ({
				label: option.label,
				share: option.share,
				...interval,
				words: `${intervalWords(option, result.ballots)} · ${number(option.votes)}`,
			})),
		},
	};
}

/** Of a rating: all whose whole scale is shown, side by side. */
function scaleFigure({ poll, results, breakdown }: Figured): Figure[] {
	if (!isRating(poll.kind)) return [];
	const keys = [...poll.options].sort((a, b) => a.id - b.id).map(({ label }) => label);
	const classes = results.classes
		.filter(({ ballots }) => ballots > 0)
		.map((result) => ({
			label: classLabel(result.class),
			shares: [...result.options].sort((a, b) => a.id - b.id).map(({ votes }) => votes / result.ballots),
		}));
	const places = (breakdown?.lines ?? []).flatMap(({ place, cells }) => {
		const shares = cells.map(shareOf);
		const known = shares.filter((share) => share !== null);
		return known.length === shares.length ? [{ label: placeWords(place), shares: known }] : [];
	});
	const rows = [...classes, ...places].map((row) => ({ ...row, words: scaleWords(row) }));
	if (rows.length === 0) return [];
	return [
		{
			id: 'scale',
			title: m.chart_scale(),
			summary: rows.map(({ words }) => words).join(' '),
			note: `${sourceWords(new Date(results.asOf), poll.question)} ${m.chart_scale_how()}`,
			columns: [m.insight_col_place(), ...keys],
			rows: rows.map(({ label, shares }) => [label, ...shares.map(fourPlaces)]),
			shown: ['text', ...keys.map(() => 'share' as const)],
			drawing: { kind: 'likert', keys, rows },
		},
	];
}

function scaleWords({ label, shares }: Omit<LikertRow, 'words'>): string {
	const middle = (shares.length - 1) / 2;
	const sum = (fits: (i: number) => boolean) =>
		percent(shares.reduce((total, share, i) => total + (fits(i) ? share : 0), 0));
	return m.chart_scale_words({
		label,
		low: sum((i) => i < middle),
		middle: sum((i) => i === middle),
		high: sum((i) => i > middle),
	});
}

function turnoutFigure({ poll, hours, results }: Figured): Figure[] {
	const { unit, buckets, series } = turnoutSeries(hours, classesOf(poll.level));
	if (buckets.length < 2) return [];
	return [
		{
			id: 'turnout',
			title: m.insight_over_time(),
			summary: series.map(({ label, values }) => `${label}: ${peakOf(values, buckets).words}`).join(' '),
			note: `${sourceWords(new Date(results.asOf), poll.question)} ${unit === 'hour' ? m.turnout_hours() : m.turnout_days()}`,
			columns: [m.chart_col_time(), ...series.map(({ label }) => label)],
			rows: buckets.map(({ key }, i) => [key, ...series.map(({ values }) => values[i] ?? 0)]),
			drawing: {
				kind: 'lines',
				marks: marksOf(series.flatMap(({ values }) => values)),
				times: buckets.map(({ short }) => short),
				lines: series.map(({ class: voters, label, values }) => ({
					label,
					series: voters === 'verified' ? (1 as const) : (2 as const),
					values,
				})),
			},
		},
	];
}

function areasFigure({ poll, breakdown }: Figured): Figure[] {
	const lines = (breakdown?.lines ?? []).filter(({ ballots }) => ballots !== null);
	if (!breakdown || lines.length === 0) return [];
	const options = [...poll.options].sort((a, b) => a.id - b.id);
	const panels = lines.map((line) => panelOf(line, options));
	const most = topOf(panels.flatMap(({ bars }) => bars.map(({ share, high }) => high ?? share)));
	const leftOut = breakdown.lines.length - lines.length;
	return [
		{
			id: 'areas',
			title: m.chart_areas(),
			summary: panels.map(panelWords).join(' '),
			note: [
				sourceWords(breakdown.asOf, poll.question),
				m.insight_report_suppressed(),
				...(leftOut > 0 ? [m.chart_areas_left_out({ count: number(leftOut) })] : []),
			].join(' '),
			columns: [m.insight_col_place(), m.insight_col_answers(), ...options.map(({ label }) => label)],
			rows: breakdown.lines.map((line) => [
				placeWords(line.place),
				line.ballots ?? m.insight_too_few(),
				...line.cells.map(cellWords),
			]),
			drawing: { kind: 'panels', panels, most },
		},
	];
}

/** What is drawn of a cell comes from what is shown of it, its interval too. */
function panelOf({ place, ballots, cells }: BreakdownLine, options: readonly { label: string }[]): Panel {
	const bars = cells.map((cell, i): Bar => {
		const share = shareOf(cell);
		const interval = share === null || !ballots ? undefined : wilson(Math.round(share * ballots), ballots);
		return { label: options[i]?.label ?? '', share, ...interval, words: cellWords(cell) };
	});
	return { title: `${placeWords(place)} (${number(ballots ?? 0)})`, bars };
}

function panelWords({ title, bars }: Panel): string {
	const [first] = [...bars].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
	if (!first || first.share === null) return `${title}: ${m.insight_too_few()}.`;
	return m.chart_areas_words({ place: title, label: first.label, share: percent(first.share) });
}

function shareOf(cell: Cell): number | null {
	return cell.shown === 'exactly' ? cell.percent / 100 : null;
}
