/** How results stood over time, with what they may be: the shares of options, or the mean of a scale. */
import { m } from '$lib/i18n/paraglide/messages';
import { classLabel } from '$lib/polls/labels';
import { answers, dateTime, number, percent } from '$lib/ui/format';
import { isRating, type Poll } from '../polls/poll';
import { classesOf, type HourlyTurnout, type Results } from '../polls/results';
import { fourPlaces, topOf, type BandLine, type Figure, type Point, type Shown } from './charts/figure';
import { drawingOrder } from './drawing-order';
import { shareColumns, sourceWords, upTo } from './insight-words';
import { FEW, meanInterval, wilson } from './interval';
import { LEAST_MORE, lateStarts, pointsOf, type SharePoint } from './share-points';
import { momentWords } from './time-words';

export interface Stood {
	poll: Poll;
	results: Results;
	hours: readonly HourlyTurnout[];
	points?: readonly SharePoint[];
}

export function sharesTitle({ kind }: Pick<Poll, 'kind'>): string {
	return isRating(kind) ? m.insight_mean_over_time() : m.insight_shares();
}

export function sharesHow({ kind }: Pick<Poll, 'kind'>): string {
	return isRating(kind) ? m.insight_mean_how() : m.insight_shares_how();
}

/** Where nothing is known of the time before the lines begin. */
export function lateWords({ points = [], hours }: Pick<Stood, 'points' | 'hours'>): string[] {
	return lateStarts(points, hours).map((first) =>
		m.insight_shares_late({
			class: classLabel(first.class),
			since: dateTime(first.at),
			total: answers(first.ballots),
		}),
	);
}

/** Why there is no line. */
export function noSharesWords({ poll, results }: Pick<Stood, 'poll' | 'results'>): string {
	if (Math.max(...results.classes.map(({ ballots }) => ballots)) < FEW)
		return m.insight_shares_few({ count: number(FEW) });
	return poll.status === 'open'
		? m.insight_shares_waiting({ count: number(LEAST_MORE) })
		: m.insight_shares_not_kept();
}

/** What is drawn in a panel. */
interface Measure {
	title: string;
	/** In tables. */
	column: string;
	/** As a part of its scale. */
	of: (point: SharePoint) => Omit<Point, 'at'>;
	/** Of such a part: what it is in a table, and in words. */
	value: (part: number) => number;
	words: (part: number) => string;
}

function measuresOf(poll: Poll, { classes }: Results): Measure[] {
	if (isRating(poll.kind)) return [meanOf(poll)];
	const order = drawingOrder(poll.kind, classes);
	return [...poll.options]
		.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
		.map(({ id, label }) => ({
			title: label,
			column: label,
			of: ({ ballots, votes }) => {
				const count = votes[id] ?? 0;
				return { share: count / ballots, ...wilson(count, ballots)! };
			},
			value: fourPlaces,
			words: percent,
		}));
}

/** A line for each value of a scale would be eleven; what one asks of a scale over time is where its middle went. */
function meanOf(poll: Poll): Measure {
	const values = poll.options.map(({ id }) => id);
	const [least, most] = [Math.min(...values), Math.max(...values)];
	const part = (value: number) => (value - least) / (most - least);
	const value = (of: number) => Math.round((least + of * (most - least)) * 100) / 100;
	return {
		title: '',
		column: m.insight_col_mean(),
		of: ({ votes }) => {
			const { mean, low, high } = meanInterval(values.map((id) => [id, votes[id] ?? 0]))!;
			return { share: part(mean), low: part(low), high: part(high) };
		},
		value,
		words: (of) => number(value(of), 1),
	};
}

/** Each in a panel of its own: as many lines as classes, and never their sum. */
export function sharesFigure({ poll, results, hours, points = [] }: Stood): Figure[] {
	const all = pointsOf(points, results, poll.closesAt);
	if (all.length < 2) return [];
	const times = all.map(({ at }) => at.getTime());
	const [first, last] = [Math.min(...times), Math.max(...times)];
	const nameOf = ({ at }: Pick<Point, 'at'>) =>
		momentWords(new Date(first + at * (last - first)), { first: new Date(first), last: new Date(last) });
	const measures = measuresOf(poll, results);
	const classes = classesOf(poll.level).filter((voters) => all.some((point) => point.class === voters));
	const panels = measures.map(({ title, of, words }) => {
		const lines = classes.map((voters): BandLine => ({
			label: classLabel(voters),
			tint: voters === 'verified' ? 'series-1' : 'series-2',
			isDashed: voters !== 'verified',
			points: all
				.filter((point) => point.class === voters)
				.map((point) => ({ at: (point.at.getTime() - first) / (last - first), ...of(point) })),
		}));
		const said = lines.map(({ label, points: drawn }) =>
			m.insight_shares_words({
				class: label,
				from: words(drawn[0]!.share),
				since: nameOf(drawn[0]!),
				to: words(drawn.at(-1)!.share),
				until: nameOf(drawn.at(-1)!),
			}),
		);
		return { title, words: said.join(' '), lines };
	});
	const isMean = isRating(poll.kind);
	const highest = topOf(
		panels.flatMap(({ lines }) => lines.flatMap(({ points: drawn }) => drawn.map((one) => one!.high))),
	);
	return [
		{
			id: 'shares',
			title: sharesTitle(poll),
			summary: panels.map(({ title, words }) => (title === '' ? words : `${title}: ${words}`)).join(' '),
			note: [
				sourceWords(new Date(results.asOf), poll.question),
				sharesHow(poll),
				...lateWords({ points, hours }),
				m.insight_not_representative(),
			].join(' '),
			columns: [
				...[m.chart_col_time(), m.insight_col_class(), m.insight_col_answers()],
				...measures.flatMap(({ column }) => shareColumns(column)),
			],
			rows: all.map((point) => [
				...[dateTime(point.at), classLabel(point.class), point.ballots],
				...measures.flatMap(({ of, value }) => {
					const { share, low, high } = of(point);
					return [share, low, high].map(value);
				}),
			]),
			shown: [
				...(['text', 'text', 'number'] as const),
				...measures.flatMap(() => Array<Shown>(3).fill(isMean ? 'mean' : 'share')),
			],
			drawing: {
				kind: 'bands',
				ends: [nameOf({ at: 0 }), nameOf({ at: 1 })],
				panels,
				...(isMean
					? { most: 1, edges: [measures[0]!.words(0), measures[0]!.words(1)] as const }
					: upTo(highest)),
			},
		},
	];
}
