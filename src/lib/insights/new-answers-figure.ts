/** The small charts of the overview as figures: how many new answers a poll got in the period. Classes are never added up. */
import { m } from '$lib/i18n/paraglide/messages';
import { classLabel } from '$lib/polls/labels';
import { dateTime, number } from '$lib/ui/format';
import type { Poll } from '../polls/poll';
import { classesOf } from '../polls/results';
import type { Figure } from './charts/figure';
import { marksOf } from './insight-words';
import type { NewAnswers, PeriodTimes } from './new-answers';
import { bucketWords } from './time-words';

interface Counted {
	poll: Pick<Poll, 'question' | 'level'>;
	newAnswers: NewAnswers;
	times: PeriodTimes;
}

/** Of which time they are, to the hour: the first and the last column are seldom whole. */
export function periodWords({ since, now, unit }: PeriodTimes): string {
	const span = { since: dateTime(since), until: dateTime(now) };
	return unit === 'day' ? m.insight_new_by_day(span) : m.insight_new_by_week(span);
}

/** One class of it, for those who don't see the columns. */
export function sparkWords({ unit }: PeriodTimes, label: string, values: readonly number[]): string {
	const figures = { label, most: number(Math.max(...values)) };
	return unit === 'day' ? m.insight_spark(figures) : m.insight_spark_week(figures);
}

export function newAnswersFigure({ poll, newAnswers, times }: Counted): Figure {
	const words = times.buckets.map((bucket) => bucketWords(bucket, times.unit));
	const lines = classesOf(poll.level).map((voters) => ({
		label: classLabel(voters),
		series: voters === 'verified' ? (1 as const) : (2 as const),
		values: newAnswers[voters] ?? times.buckets.map(() => 0),
	}));
	return {
		id: 'new-answers',
		title: times.unit === 'day' ? m.insight_new_figure() : m.insight_new_figure_week(),
		summary: lines.map(({ label, values }) => `${sparkWords(times, label, values)}.`).join(' '),
		note: `${poll.question} ${m.chart_source({ when: dateTime(times.now) })} ${periodWords(times)}`,
		columns: [m.table_when(), ...lines.map(({ label }) => label)],
		rows: words.map(({ long }, i) => [long, ...lines.map(({ values }) => values[i]!)]),
		shown: ['text', ...lines.map(() => 'number' as const)],
		drawing: {
			kind: 'lines',
			marks: marksOf(lines.flatMap(({ values }) => values)),
			times: words.map(({ short }) => short),
			lines,
		},
	};
}
