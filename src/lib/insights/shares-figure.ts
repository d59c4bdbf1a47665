/** How the shares of a poll's options stood over time, with what they may be. */
import { m } from '$lib/i18n/paraglide/messages';
import { classLabel } from '$lib/polls/labels';
import { answers, dateTime, number, percent } from '$lib/ui/format';
import type { Poll } from '../polls/poll';
import { classesOf, type HourlyTurnout, type Results } from '../polls/results';
import { fourPlaces, topOf, type BandLine, type Figure, type Point } from './charts/figure';
import { drawingOrder } from './drawing-order';
import { shareColumns, sourceWords } from './insight-words';
import { FEW, wilson } from './interval';
import { LEAST_MORE, lateStarts, pointsOf, type SharePoint } from './share-points';
import { momentWords } from './time-words';

export interface Stood {
	poll: Poll;
	results: Results;
	hours: readonly HourlyTurnout[];
	points?: readonly SharePoint[];
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

/** How each option stood over time, in a panel of its own: as many lines as classes, and never their sum. */
export function sharesFigure({ poll, results, hours, points = [] }: Stood): Figure[] {
	const all = pointsOf(points, results, poll.closesAt);
	if (all.length < 2) return [];
	const times = all.map(({ at }) => at.getTime());
	const [first, last] = [Math.min(...times), Math.max(...times)];
	const nameOf = ({ at }: Pick<Point, 'at'>) =>
		momentWords(new Date(first + at * (last - first)), { first: new Date(first), last: new Date(last) });
	const order = drawingOrder(poll.kind, results.classes);
	const options = [...poll.options].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
	const pointOf = ({ at, ballots, votes }: SharePoint, option: number): Point => {
		const count = votes[option] ?? 0;
		return {
			at: (at.getTime() - first) / (last - first),
			share: count / ballots,
			...wilson(count, ballots)!,
		};
	};
	const classes = classesOf(poll.level).filter((voters) => all.some((point) => point.class === voters));
	const panels = options.map(({ id, label }) => {
		const lines = classes.map((voters): BandLine => ({
			label: classLabel(voters),
			tint: voters === 'verified' ? 'series-1' : 'series-2',
			isDashed: voters !== 'verified',
			points: all.filter((point) => point.class === voters).map((point) => pointOf(point, id)),
		}));
		const words = lines.map(({ label: of, points: drawn }) =>
			m.insight_shares_words({
				class: of,
				from: percent(drawn[0]!.share),
				since: nameOf(drawn[0]!),
				to: percent(drawn.at(-1)!.share),
				until: nameOf(drawn.at(-1)!),
			}),
		);
		return { title: label, words: words.join(' '), lines };
	});
	return [
		{
			id: 'shares',
			title: m.insight_shares(),
			summary: panels.map(({ title, words }) => `${title}: ${words}`).join(' '),
			note: [
				sourceWords(new Date(results.asOf), poll.question),
				m.insight_shares_how(),
				...lateWords({ points, hours }),
				m.insight_not_representative(),
			].join(' '),
			columns: [
				...[m.chart_col_time(), m.insight_col_class(), m.insight_col_answers()],
				...options.flatMap(({ label }) => shareColumns(label)),
			],
			rows: all.map((point) => [
				...[dateTime(point.at), classLabel(point.class), point.ballots],
				...options.flatMap(({ id }) => {
					const { share, low, high } = pointOf(point, id);
					return [share, low, high].map(fourPlaces);
				}),
			]),
			shown: ['text', 'text', 'number', ...options.flatMap(() => ['share', 'share', 'share'] as const)],
			drawing: {
				kind: 'bands',
				ends: [nameOf({ at: 0 }), nameOf({ at: 1 })],
				panels,
				most: topOf(
					panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map((one) => one!.high))),
				),
			},
		},
	];
}
