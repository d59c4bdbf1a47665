/** Chart.js, fetched when a chart comes into view; until then, and in print, the server's own bars are there. */
import type { Chart, ChartConfiguration } from 'chart.js';
import { onceInView } from './once-in-view';

export interface ChartSpec {
	config: ChartConfiguration<'bar' | 'line'>;
	height: number;
}

async function loadChart(): Promise<typeof Chart> {
	const {
		Chart,
		BarController,
		BarElement,
		LineController,
		LineElement,
		PointElement,
		CategoryScale,
		LinearScale,
		Tooltip,
	} = await import('chart.js');
	Chart.register(
		BarController,
		BarElement,
		LineController,
		LineElement,
		PointElement,
		CategoryScale,
		LinearScale,
		Tooltip,
	);
	return Chart;
}

/** The value of a colour token as it is right now. */
export function token(name: string): string {
	return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function duration(): number {
	return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250;
}

/**
 * An attachment for the box of a `<canvas>`.
 * @param spec reads the figures; runs again when they or the width change
 * @param drawn told whether the canvas shows the chart, so that the server's bars may step back
 */
export function drawChart(spec: (width: number) => ChartSpec, drawn: (yes: boolean) => void) {
	return (box: HTMLElement) => {
		const canvas = box.querySelector('canvas');
		if (!canvas) return;
		let width = $state(0);
		let theme = $state(0);
		let Ready = $state.raw<typeof Chart>();
		let chart: Chart | undefined;
		let gone = false;

		const parent = box.parentElement ?? box;
		const callOff = onceInView(parent, () =>
			loadChart().then(
				(loaded) => {
					if (!gone) Ready = loaded;
				},
				// Without Chart.js the server's bars simply stay.
				() => undefined,
			),
		);
		const sized = new ResizeObserver(() => (width = Math.floor(parent.clientWidth)));
		sized.observe(parent);
		const dark = matchMedia('(prefers-color-scheme: dark)');
		const retheme = () => theme++;
		dark.addEventListener('change', retheme);

		$effect(() => {
			void theme;
			if (!Ready || width === 0) return;
			const { config, height } = spec(width);
			box.hidden = false;
			box.style.height = `${height}px`;
			if (chart) {
				chart.data.labels = config.data.labels;
				config.data.datasets.forEach((set, i) => {
					const current = chart?.data.datasets[i];
					if (current) Object.assign(current, set);
					else chart?.data.datasets.push(set);
				});
				chart.data.datasets.length = config.data.datasets.length;
				chart.options = config.options ?? {};
				chart.resize(width, height);
				chart.update();
			} else {
				chart = new Ready(canvas, config as ChartConfiguration);
				drawn(true);
			}
		});

		return () => {
			gone = true;
			callOff();
			sized.disconnect();
			dark.removeEventListener('change', retheme);
			chart?.destroy();
			drawn(false);
		};
	};
}

/** Breaks a label into lines of at most `width` pixels. */
export function wrap(text: string, width: number, font: string): string[] {
	const context = document.createElement('canvas').getContext('2d');
	if (!context) return [text];
	context.font = font;
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && context.measureText(longer).width > width) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return [...lines, line];
}
