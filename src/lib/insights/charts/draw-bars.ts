/** Bars with what their share may be, alone or in panels that share one scale. All begin at zero. */
import type { Bar, Panel, Series } from './figure';
import { PAPER, shape, TINTS, wrap, write } from './svg';

const LINE = 20;
const HEIGHT = 16;
const GAP = 14;

interface Room {
	width: number;
	series: Series;
	/** The share at the right edge. */
	top: number;
}

/** Each with its label and its words on top. @returns the drawing from 0 0, and how high it is */
export function drawBars(bars: readonly Bar[], { width, series, top }: Room) {
	let y = 0;
	const parts = bars.flatMap((bar) => {
		const lines = wrap(bar.label, width * 0.58);
		const said = wrap(bar.words, width * 0.4, 13);
		const rows = Math.max(lines.length, said.length);
		const made = [
			...lines.map((line, i) => write(line, 0, y + LINE * (rows - lines.length + i + 1) - 5)),
			...said.map((line, i) =>
				write(line, width, y + LINE * (rows - said.length + i + 1) - 5, {
					'text-anchor': 'end',
					'font-size': 13,
					fill: PAPER.quiet,
				}),
			),
			drawBar(bar, {
				x: 0,
				y: y + LINE * rows,
				width,
				top,
				fill: TINTS[bar.tint ?? `series-${series}`],
			}),
		];
		y += LINE * rows + HEIGHT + GAP;
		return made;
	});
	return { content: parts.join(''), height: Math.max(0, y - GAP) };
}

interface Place {
	x: number;
	y: number;
	width: number;
	top: number;
	fill: string;
}

function drawBar({ share, low, high }: Bar, { x, y, width, top, fill }: Place): string {
	const at = (part: number) => (Math.min(part, top) / top) * width;
	const track = shape('rect', { x, y, width, height: HEIGHT, rx: 2, fill: PAPER.track });
	if (share === null) {
		const dashes = { x1: x, x2: x + width, y1: y + HEIGHT / 2, y2: y + HEIGHT / 2, stroke: PAPER.quiet };
		return track + shape('line', { ...dashes, 'stroke-dasharray': '2 6' });
	}
	const bar = shape('rect', { x, y, width: at(share), height: HEIGHT, rx: 2, fill });
	if (low === undefined || high === undefined) return track + bar;
	const band = { x: x + at(low), y: y + 5, width: at(high) - at(low), height: 6, rx: 1 };
	return track + bar + shape('rect', { ...band, fill: PAPER.ink, stroke: PAPER.paper });
}

const COLUMN_GAP = 32;

/** Two columns of panels, read line by line. */
export function drawPanels(panels: readonly Panel[], { width, top }: { width: number; top: number }) {
	const column = (width - COLUMN_GAP) / 2;
	let y = 0;
	const parts: string[] = [];
	for (let i = 0; i < panels.length; i += 2) {
		const row = panels.slice(i, i + 2).map((panel) => {
			const title = wrap(panel.title, column, 15);
			const bars = drawBars(panel.bars, { width: column, series: 1, top });
			return { title, bars, height: title.length * 22 + 6 + bars.height };
		});
		row.forEach(({ title, bars }, at) => {
			const x = at * (column + COLUMN_GAP);
			title.forEach((line, n) =>
				parts.push(write(line, x, y + 16 + n * 22, { 'font-size': 15, 'font-weight': 600 })),
			);
			parts.push(`<g transform="translate(${x} ${y + title.length * 22 + 6})">${bars.content}</g>`);
		});
		y += Math.max(...row.map(({ height }) => height)) + 28;
	}
	return { content: parts.join(''), height: Math.max(0, y - 28) };
}
