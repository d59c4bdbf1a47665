/** What Chart.js is to draw, from the figures the server's bars show. */
import { m } from '$lib/i18n/paraglide/messages';
import { duration, token, wrap, type ChartSpec } from '$lib/ui/chart.svelte';
import { number, percent } from '$lib/ui/format';
import type { OptionResult } from './results';
import type { TurnoutSeries } from './turnout';

const FAMILY = "'Be Vietnam Pro', system-ui, sans-serif";
const LINE = 22;
const BAR = 14;
const GAP = 18;

function font(size = 14) {
	return { family: FAMILY, size, lineHeight: `${LINE}px` };
}

/** Horizontal bars with their label on top of each bar. */
export function choiceSpec(
	options: readonly OptionResult[],
	own: readonly number[],
	series: string,
	width: number,
): ChartSpec {
	const wrapped = options.map((option) => {
		const label = own.includes(option.id) ? m.row_own({ label: option.label }) : option.label;
		const line = m.row_line({ label, share: percent(option.share), votes: number(option.votes) });
		return wrap(line, width - 4, `14px ${FAMILY}`);
	});
	const lines = Math.max(1, ...wrapped.map((label) => label.length));
	// Shorter labels get empty lines on top, so that every label stands right above its bar.
	const labels = wrapped.map((label) => [...Array<string>(lines - label.length).fill(''), ...label]);
	const row = lines * LINE + BAR + GAP;
	const overhang = Math.max(0, lines * LINE + 4 - (row - BAR) / 2);
	return {
		height: options.length * row + overhang,
		config: {
			type: 'bar',
			data: {
				labels,
				datasets: [
					{
						data: options.map((option) => option.share),
						backgroundColor: options.map((option) => token(own.includes(option.id) ? 'color-ink' : series)),
						barThickness: BAR,
						borderRadius: 2,
						grouped: false,
						order: 1,
					},
					{
						data: options.map(() => 1),
						backgroundColor: token('color-track'),
						barThickness: BAR,
						borderRadius: 2,
						grouped: false,
						order: 2,
					},
				],
			},
			options: {
				indexAxis: 'y',
				maintainAspectRatio: false,
				animation: { duration: duration() },
				layout: { padding: { top: overhang } },
				plugins: { tooltip: { enabled: false } },
				scales: {
					x: { min: 0, max: 1, display: false },
					y: {
						border: { display: false },
						grid: { display: false, drawTicks: false, tickLength: 0 },
						ticks: {
							mirror: true,
							autoSkip: false,
							padding: 0,
							labelOffset: -(BAR / 2 + (lines * LINE) / 2 + 2),
							color: token('color-ink'),
							font: font(),
							z: 1,
						},
					},
				},
			},
		},
	};
}

/** One column per value of a rating. @param top the largest share in any of the charts side by side: they share one scale */
export function ratingSpec(
	options: readonly OptionResult[],
	own: readonly number[],
	series: string,
	top: number,
): ChartSpec {
	return {
		height: 240,
		config: {
			type: 'bar',
			data: {
				labels: options.map((option) => number(option.id)),
				datasets: [
					{
						data: options.map((option) => option.share),
						backgroundColor: options.map((option) => token(own.includes(option.id) ? 'color-ink' : series)),
						borderRadius: 2,
						maxBarThickness: 56,
					},
				],
			},
			options: {
				maintainAspectRatio: false,
				animation: { duration: duration() },
				plugins: {
					tooltip: {
						callbacks: {
							title: (items) => options[items[0]?.dataIndex ?? 0]?.label ?? '',
							label: (item) => {
								const option = options[item.dataIndex];
								return option
									? m.row_value({ share: percent(option.share), votes: number(option.votes) })
									: '';
							},
						},
					},
				},
				scales: {
					x: { grid: { display: false }, ticks: { color: token('color-ink'), font: font() } },
					y: {
						beginAtZero: true,
						max: Math.min(1, Math.ceil(top * 10) / 10),
						border: { display: false },
						grid: { color: token('color-line') },
						ticks: {
							maxTicksLimit: 5,
							color: token('color-ink-quiet'),
							font: font(12),
							callback: (value) => percent(Number(value)),
						},
					},
				},
			},
		},
	};
}

/**
 * Answers per hour or day, one line per class: never stacked, as that would add them up.
 * @param open what a click on a time does, by its place
 */
export function turnoutSpec(
	labels: readonly string[],
	series: readonly TurnoutSeries[],
	open?: (at: number) => void,
): ChartSpec {
	return {
		height: 220,
		config: {
			type: 'line',
			data: {
				labels: [...labels],
				datasets: series.map((one) => ({
					label: one.label,
					data: one.values,
					borderColor: token(one.token),
					backgroundColor: token(one.token),
					borderWidth: 2,
					borderDash: one.class === 'verified' ? [] : [6, 4],
					pointRadius: labels.length > 40 ? 0 : 2.5,
					tension: 0,
				})),
			},
			options: {
				maintainAspectRatio: false,
				animation: { duration: duration() },
				interaction: { mode: 'index', intersect: false },
				...(open && {
					onClick: (_, [point]) => point && open(point.index),
					onHover: ({ native }, over) => {
						if (native?.target instanceof HTMLElement)
							native.target.style.cursor = over.length > 0 ? 'pointer' : 'default';
					},
				}),
				plugins: { tooltip: { titleFont: font(13), bodyFont: font(13) } },
				scales: {
					x: {
						grid: { display: false },
						ticks: {
							autoSkip: true,
							maxTicksLimit: 8,
							maxRotation: 0,
							color: token('color-ink-quiet'),
							font: font(12),
						},
					},
					y: {
						beginAtZero: true,
						border: { display: false },
						grid: { color: token('color-line') },
						ticks: {
							precision: 0,
							maxTicksLimit: 5,
							color: token('color-ink-quiet'),
							font: font(12),
							callback: (value) => number(Number(value)),
						},
					},
				},
			},
		},
	};
}
