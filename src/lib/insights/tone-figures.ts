/** The figures of the page on tones: what there is, over time, by conversation and by area. */
import { m } from '$lib/i18n/paraglide/messages';
import { dateTime, number, percent } from '$lib/ui/format';
import { fourPlaces, topOf, type Figure, type Point } from './charts/figure';
import { FEW, overlap, wilson } from './interval';
import { marksOf, shareColumns, upTo } from './insight-words';
import { bucketWords } from './time-words';
import { shareOf, toneName, toneSummary } from './tone-words';
import {
	COUNTED,
	TONED,
	TONE_TOKENS,
	type Counts,
	type Figures,
	type TonePart,
	type ToneSeries,
} from './tone/counted';

export interface TonesFigured {
	figures: Figures;
	series: ToneSeries;
	conversations: readonly TonePart[];
	areas: readonly TonePart[];
	/** What the figures are of, and how far to trust them. */
	about: string;
	now: Date;
}

/** In the order of the page. Each has an id of its own, by which it is downloaded. */
export function toneFigures(figured: TonesFigured): Figure[] {
	if (figured.figures.all === 0) return [];
	const note = `${m.chart_source({ when: dateTime(figured.now) })} ${figured.about}`;
	return [
		tonesFigure(figured, note),
		...(figured.series.buckets.length > 1
			? [overTimeFigure(figured, note), ...sharesFigure(figured, note)]
			: []),
		...partsFigure(figured.conversations, {
			id: 'tone-conversations',
			title: m.tone_by_conversation(),
			column: m.tone_col_conversation(),
			note,
		}),
		...partsFigure(figured.areas, {
			id: 'tone-areas',
			title: m.tone_by_area(),
			column: m.tone_col_area(),
			note,
		}),
	];
}

const allOf = (counts: Counts) => COUNTED.reduce((sum, name) => sum + counts[name], 0);
const tonedOf = (counts: Counts) => TONED.reduce((sum, tone) => sum + counts[tone], 0);

function tonesFigure({ figures }: TonesFigured, note: string): Figure {
	const rows = COUNTED.map((name) => ({
		name,
		count: figures.counts[name],
		share: figures.counts[name] / figures.all,
	}));
	return {
		id: 'tones',
		title: m.tone_title(),
		summary: toneSummary(figures),
		note,
		columns: [m.tone_col_tone(), m.tone_col_comments(), m.tone_col_share()],
		rows: rows.map(({ name, count, share }) => [toneName(name), count, fourPlaces(share)]),
		shown: ['text', 'number', 'share'],
		drawing: {
			kind: 'bars',
			series: 1,
			bars: rows.map(({ name, count, share }) => ({
				label: toneName(name),
				share,
				words: m.row_value({ share: percent(share), votes: number(count) }),
				tint: TONE_TOKENS[name],
			})),
		},
	};
}

function overTimeFigure({ series: { unit, buckets, counts } }: TonesFigured, note: string): Figure {
	return {
		id: 'tone-over-time',
		title: m.tone_over_time_figure(),
		summary: m.tone_over_time_words(mostOf(counts, (at) => bucketWords(buckets[at]!, unit).long)),
		note,
		columns: [m.table_when(), ...COUNTED.map(toneName)],
		rows: buckets.map((bucket, i) => [
			bucketWords(bucket, unit).long,
			...COUNTED.map((name) => counts[i]![name]),
		]),
		shown: ['text', ...COUNTED.map(() => 'number' as const)],
		drawing: {
			kind: 'columns',
			marks: marksOf(counts.map(allOf)),
			times: buckets.map((bucket) => bucketWords(bucket, unit).short),
			stacks: COUNTED.map((name) => ({
				label: toneName(name),
				tint: TONE_TOKENS[name],
				values: counts.map((one) => one[name]),
			})),
		},
	};
}

function mostOf(counts: readonly Counts[], nameOf: (at: number) => string) {
	const sums = counts.map(allOf);
	const most = Math.max(...sums);
	return { when: nameOf(sums.indexOf(most)), count: number(most) };
}

/** Of what has a tone, how much has which, with what that share may be. Where nothing has one the line breaks. */
function sharesFigure({ series: { unit, buckets, counts } }: TonesFigured, note: string): Figure[] {
	const toned = counts.map(tonedOf);
	// Of few, each day would be nought or everything.
	if (toned.reduce((sum, count) => sum + count, 0) < FEW) return [];
	if (toned.filter((count) => count > 0).length < 2) return [];
	const pointOf = (count: number, i: number): Point | null => {
		const interval = wilson(count, toned[i]!);
		return interval ? { at: i / (buckets.length - 1), share: count / toned[i]!, ...interval } : null;
	};
	const tones = [...TONED].reverse();
	const lines = tones.map((tone) => counts.map((one, i) => pointOf(one[tone], i)));
	const panels = tones.map((tone, at) => ({
		title: toneName(tone),
		words: changeWords(lines[at]!, (i) => bucketWords(buckets[i]!, unit).long),
		lines: [{ label: toneName(tone), tint: TONE_TOKENS[tone], isDashed: false, points: lines[at]! }],
	}));
	return [
		{
			id: 'tone-shares',
			title: m.tone_shares_figure(),
			summary: panels.map(({ title, words }) => `${title}: ${words}`).join(' '),
			note: `${note} ${m.tone_shares_how()}`,
			columns: [m.table_when(), m.tone_col_toned(), ...tones.flatMap((tone) => shareColumns(toneName(tone)))],
			rows: buckets.map((bucket, i) => [
				bucketWords(bucket, unit).long,
				toned[i]!,
				...lines.flatMap((points) => {
					const point = points[i];
					return point
						? [fourPlaces(point.share), fourPlaces(point.low), fourPlaces(point.high)]
						: [null, null, null];
				}),
			]),
			shown: ['text', 'number', ...tones.flatMap(() => ['share', 'share', 'share'] as const)],
			drawing: {
				kind: 'bands',
				ends: [bucketWords(buckets[0]!, unit).short, bucketWords(buckets.at(-1)!, unit).short],
				panels,
				...upTo(topOf(lines.flat().map((point) => point?.high ?? null))),
			},
		},
	];
}

/** From the first share that is known to the last, and whether chance alone may make that difference. */
function changeWords(points: readonly (Point | null)[], nameOf: (i: number) => string): string {
	const known = points.flatMap((point, i) => (point ? [{ ...point, i }] : []));
	const [first, last] = [known[0]!, known.at(-1)!];
	const figures = {
		from: percent(Math.round(first.share * 100) / 100),
		to: percent(Math.round(last.share * 100) / 100),
		since: nameOf(first.i),
		until: nameOf(last.i),
	};
	return overlap(first, last) ? m.insight_band_unclear(figures) : m.insight_band_clear(figures);
}

interface Parting {
	id: string;
	title: string;
	column: string;
	note: string;
}

function partsFigure(parts: readonly TonePart[], { id, title, column, note }: Parting): Figure[] {
	if (parts.filter(({ value }) => value !== '').length === 0) return [];
	const rows = parts.map(({ value, name, figures }) => ({
		label: name ?? (value || m.tone_everywhere()),
		figures,
	}));
	return [
		{
			id,
			title,
			summary: rows.map(({ label, figures }) => partWords(label, figures)).join(' '),
			note,
			columns: [column, ...COUNTED.map(toneName)],
			rows: rows.map(({ label, figures }) => [label, ...COUNTED.map((name) => figures.counts[name])]),
			shown: ['text', ...COUNTED.map(() => 'number' as const)],
			drawing: {
				kind: 'likert',
				keys: TONED.map(toneName),
				rows: rows
					.filter(({ figures }) => figures.toned > 0)
					.map(({ label, figures }) => ({
						label:
							figures.toned < FEW
								? m.tone_part_few({ label, count: number(figures.toned) })
								: `${label} (${number(figures.toned)})`,
						shares: TONED.map((tone) => figures.counts[tone] / figures.toned),
						words: partWords(label, figures),
					})),
			},
		},
	];
}

function partWords(label: string, { counts, toned }: Figures): string {
	return m.tone_part_words({
		label,
		toned: number(toned),
		positive: shareOf(counts.positive, toned),
		neutral: shareOf(counts.neutral, toned),
		negative: shareOf(counts.negative, toned),
	});
}
