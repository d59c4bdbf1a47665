/** How many comments there were when: the figure over the list of what people wrote. */
import { m } from '$lib/i18n/paraglide/messages';
import { dateTime, number } from '$lib/ui/format';
import type { Figure } from './charts/figure';
import { marksOf } from './insight-words';
import type { SaidPage } from './said';
import type { SaidFilters } from './said.schema';
import { bucketWords, spanWords } from './time-words';

type Counted = Pick<
	SaidPage,
	'now' | 'from' | 'found' | 'unit' | 'times' | 'topics' | 'areas' | 'question'
> & {
	filters: SaidFilters;
};

/** The time that is looked at, as it goes on after a number of comments. */
export function spanOfSaid({ day, until, period }: SaidFilters): string {
	if (day === '')
		return period === 0 ? m.insight_said_ever() : m.insight_said_period({ count: number(period) });
	return until > day
		? m.insight_said_from({ days: spanWords({ from: day, to: until }) })
		: m.insight_said_on({ day: spanWords({ from: day, to: day }) });
}

/** None where there is nothing to compare: a single day, or no comment at all. */
export function saidFigure({ filters, now, from, found, unit, times, ...of }: Counted): Figure | undefined {
	if (found === 0 || times.length < 2) return undefined;
	const words = times.map((time) => bucketWords(time, unit));
	const counts = times.map(({ count }) => count);
	const most = Math.max(...counts);
	const about = [
		of.question,
		of.topics.find(({ value }) => value === filters.topic)?.name,
		of.areas.find(({ value }) => value === filters.area)?.name,
		m.insight_said_found({ text: number(found), span: spanOfSaid(filters) }),
		filters.day === '' && filters.period > 0 && m.insight_said_counted_since({ since: dateTime(from) }),
	].filter(Boolean);
	return {
		id: 'over-time',
		title: m.tone_over_time_figure(),
		summary: m.tone_over_time_words({
			when: words[counts.indexOf(most)]!.long,
			count: number(most),
		}),
		note: `${m.chart_source({ when: dateTime(now) })} ${about.join(' · ')}.`,
		columns: [m.table_when(), m.tone_col_comments()],
		rows: words.map(({ long }, i) => [long, counts[i]!]),
		shown: ['text', 'number'],
		drawing: {
			kind: 'columns',
			marks: marksOf(counts),
			times: words.map(({ short }) => short),
			stacks: [{ label: m.tone_col_comments(), tint: 'series-1', values: counts }],
		},
	};
}
