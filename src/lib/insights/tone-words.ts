/** Tones of comments in words, and what Chart.js is to draw of them. */
import { m } from '$lib/i18n/paraglide/messages';
import { duration, token, type ChartSpec } from '$lib/ui/chart.svelte';
import { number, percent } from '$lib/ui/format';
import { bucketWords, spanWords } from './time-words';
import type { ToneFilters } from './tone.schema';
import { COUNTED, TONE_TOKENS, type Counted, type Figures, type ToneSeries } from './tone/counted';

const NAMES: Record<Counted, () => string> = {
	positive: m.tone_positive,
	neutral: m.tone_neutral,
	negative: m.tone_negative,
	'not-sure': m.tone_not_sure,
	'not-rated': m.tone_not_rated,
};

export function toneName(counted: Counted): string {
	return NAMES[counted]();
}

/** Of how many, in words. */
export function shareOf(count: number, all: number): string {
	return percent(all === 0 ? 0 : count / all);
}

export function toneSummary({ counts, toned, all }: Figures): string {
	return m.tone_summary({
		all: number(all),
		toned: number(toned),
		positive: shareOf(counts.positive, toned),
		neutral: shareOf(counts.neutral, toned),
		negative: shareOf(counts.negative, toned),
	});
}

/** How far to trust the figures: how much was checked, and how often the machine was right. */
export function trustWords(
	{ all, checked, judged, agreed }: Figures,
	{ sureRight, measuredOn }: { sureRight: number; measuredOn: number },
): string {
	const share =
		checked === 0
			? m.tone_checked_none()
			: m.tone_checked({ share: shareOf(checked, all), count: number(checked) });
	const here =
		judged === 0 ? '' : ` ${m.tone_agreed({ share: shareOf(agreed, judged), count: number(judged) })}`;
	const measured = m.tone_measured({ wrong: percent(1 - sureRight), count: number(measuredOn) });
	return `${share}${here} ${measured}`;
}

interface Asked {
	filters: ToneFilters;
	choices: readonly { value: string; name: string; areaCode: string | null; area: string | null }[];
	figures: Figures;
	sureRight: number;
	measuredOn: number;
}

/** Of which comments figures are, and how far to trust them: what stands on the page around them, for a file. */
export function toneAbout({ filters, choices, figures, ...measured }: Asked): string {
	const { of, area, period, day, until } = filters;
	const place = choices.find(({ areaCode }) => areaCode === area);
	const said = [
		of === '' ? '' : (choices.find(({ value }) => value === of)?.name ?? of),
		area === '' ? '' : (place?.area ?? area),
		day === ''
			? period > 0 && m.insight_filter_period_days({ count: number(period) })
			: spanWords({ from: day, to: until > day ? until : day }),
	].filter(Boolean);
	const what = said.length === 0 ? m.insight_csv_no_filters() : `${said.join(' · ')}.`;
	return `${what} ${trustWords(figures, measured)}`;
}

/** As toneAbout, and which of these comments are in the file. */
export function toneFileNote(asked: Asked): string {
	const { tone, open } = asked.filters;
	const only = [tone !== '' && toneName(tone), open !== '' && m.tone_filter_open()].filter(Boolean);
	return only.length === 0 ? toneAbout(asked) : `${only.join(' · ')}. ${toneAbout(asked)}`;
}

const FAMILY = "'Be Vietnam Pro', system-ui, sans-serif";

/** @param open what a click on a bar does, by its place and its tone */
export function toneSpec(
	{ unit, buckets, counts }: ToneSeries,
	open: (at: number, tone: Counted) => void,
): ChartSpec {
	const tones = [...COUNTED].reverse();
	const font = { family: FAMILY, size: 12 };
	return {
		height: 260,
		config: {
			type: 'bar',
			data: {
				labels: buckets.map((bucket) => bucketWords(bucket, unit).short),
				// From below as the legend has it from above.
				datasets: tones.map((name) => ({
					label: toneName(name),
					data: counts.map((count) => count[name]),
					backgroundColor: token(TONE_TOKENS[name]),
					borderColor: token('color-paper'),
					borderWidth: 1,
					maxBarThickness: 48,
				})),
			},
			options: {
				maintainAspectRatio: false,
				animation: { duration: duration() },
				interaction: { mode: 'index', intersect: false },
				onClick: ({ native }, _, chart) => {
					if (!native) return;
					const [bar] = chart.getElementsAtEventForMode(native, 'nearest', { intersect: true }, false);
					if (bar) open(bar.index, tones[bar.datasetIndex]!);
				},
				onHover: ({ native }, over) => {
					if (native?.target instanceof HTMLElement)
						native.target.style.cursor = over.length > 0 ? 'pointer' : 'default';
				},
				plugins: { tooltip: { titleFont: { ...font, size: 13 }, bodyFont: { ...font, size: 13 } } },
				scales: {
					x: {
						stacked: true,
						grid: { display: false },
						ticks: {
							autoSkip: true,
							maxTicksLimit: 8,
							maxRotation: 0,
							color: token('color-ink-quiet'),
							font,
						},
					},
					y: {
						stacked: true,
						beginAtZero: true,
						border: { display: false },
						grid: { color: token('color-line') },
						ticks: {
							precision: 0,
							maxTicksLimit: 5,
							color: token('color-ink-quiet'),
							font,
							callback: (value) => number(Number(value)),
						},
					},
				},
			},
		},
	};
}
