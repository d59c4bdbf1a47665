/** How the shares of a poll's options stood over time, with what they may be. */
import { m } from '$lib/i18n/paraglide/messages';
import { classLabel } from '$lib/polls/labels';
import { dateTime, percent, shortDay } from '$lib/ui/format';
import type { Poll } from '../polls/poll';
import { classesOf, type Results } from '../polls/results';
import { fourPlaces, topOf, type BandLine, type Figure, type Point } from './charts/figure';
import { drawingOrder } from './drawing-order';
import { shareColumns, sourceWords } from './insight-words';
import { wilson } from './interval';
import { pointsOf, type SharePoint } from './share-points';

interface Stood {
	poll: Poll;
	results: Results;
	points?: readonly SharePoint[];
}

/** How each option stood over time, in a panel of its own: as many lines as classes, and never their sum. */
export function sharesFigure({ poll, results, points = [] }: Stood): Figure[] {
	const all = pointsOf(points, results);
	if (all.length < 2) return [];
	const times = all.map(({ at }) => at.getTime());
	const [first, last] = [Math.min(...times), Math.max(...times)];
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
		const words = lines.map((line) => {
			const said = {
				class: line.label,
				from: percent(line.points[0]!.share),
				to: percent(line.points.at(-1)!.share),
			};
			return m.insight_shares_words(said);
		});
		return { title: label, words: words.join(' '), lines };
	});
	return [
		{
			id: 'shares',
			title: m.insight_shares(),
			summary: panels.map(({ title, words }) => `${title}: ${words}`).join(' '),
			note: `${sourceWords(new Date(results.asOf), poll.question)} ${m.insight_shares_how()} ${m.insight_not_representative()}`,
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
				ends: [shortDay(new Date(first)), shortDay(new Date(last))],
				panels,
				most: topOf(
					panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map((one) => one!.high))),
				),
			},
		},
	];
}
