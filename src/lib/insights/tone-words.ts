/** Tones of comments in words, and what Chart.js is to draw of them. */
import { m } from '$lib/i18n/paraglide/messages';
import { duration, token, type ChartSpec } from '$lib/ui/chart.svelte';
import { date, number, percent, shortDay } from '$lib/ui/format';
import { COUNTED, TONE_TOKENS, type Counted, type Figures, type ToneSeries, type Unit } from './tone/counted';

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

const DAY = 86_400_000;

/** A bar's time: for the axis, and for the table. */
export function bucketWords(from: string, unit: Unit): { short: string; long: string } {
	// Noon, so that no time zone makes another day of it.
	const day = new Date(`${from}T05:00:00Z`);
	const [year, month] = from.split('-');
	switch (unit) {
		case 'day':
			return { short: shortDay(day), long: date(day) };
		case 'week':
			return {
				short: shortDay(day),
				long: m.tone_week({ from: date(day), to: date(new Date(day.getTime() + 6 * DAY)) }),
			};
		case 'month':
			return { short: `${Number(month)}/${year}`, long: `${Number(month)}/${year}` };
		case 'year':
			return { short: year!, long: year! };
	}
}

const FAMILY = "'Be Vietnam Pro', system-ui, sans-serif";

export function toneSpec({ from, unit, counts }: ToneSeries): ChartSpec {
	const font = { family: FAMILY, size: 12 };
	return {
		height: 260,
		config: {
			type: 'bar',
			data: {
				labels: from.map((day) => bucketWords(day, unit).short),
				// From below as the legend has it from above.
				datasets: [...COUNTED].reverse().map((name) => ({
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
