/** Lines over time with their bands, and scales stacked around their middle. */
import { aroundMiddle, divergingStep, type Drawing } from './figure';
import { PAPER, shape, wrap, write } from './svg';

type Of<Kind extends Drawing['kind']> = Extract<Drawing, { kind: Kind }>;

const PLOT = 220;
const LEFT = 56;

/** The next round number at or above, so that three marks of the scale are round too. */
export function roundTop(most: number): number {
	const size = 10 ** Math.floor(Math.log10(Math.max(1, most)));
	const step = [1, 2, 4, 5, 10].find((factor) => factor * size >= most) ?? 10;
	return Math.max(2, step * size);
}

export function drawLines({ times, lines }: Of<'lines'>, width: number) {
	const top = roundTop(Math.max(...lines.flatMap(({ values, high }) => [...values, ...(high ?? [])])));
	const x = (i: number) => LEFT + (times.length < 2 ? 0.5 : i / (times.length - 1)) * (width - LEFT - 8);
	const y = (value: number) => PLOT - (value / top) * PLOT;
	const marks = [0, top / 2, top].map(
		(value) =>
			shape('line', { x1: LEFT, x2: width, y1: y(value), y2: y(value), stroke: PAPER.line }) +
			write(String(value), LEFT - 8, y(value) + 4, {
				'text-anchor': 'end',
				'font-size': 12,
				fill: PAPER.quiet,
			}),
	);
	const every = Math.max(1, Math.ceil(times.length / 6));
	const names = times.map((time, i) =>
		i % every === 0
			? write(time, x(i), PLOT + 20, { 'text-anchor': 'middle', 'font-size': 12, fill: PAPER.quiet })
			: '',
	);
	const drawn = lines.map(({ values, low, high, series }) => {
		const path = (points: readonly number[]) => points.map((value, i) => `${x(i)},${y(value)}`);
		const band =
			low && high
				? shape('polygon', {
						points: [...path(high), ...path(low).reverse()].join(' '),
						fill: PAPER.series[series],
						'fill-opacity': 0.2,
					})
				: '';
		const line = {
			points: path(values).join(' '),
			fill: 'none',
			stroke: PAPER.series[series],
			'stroke-width': 2,
			// Told apart without colour too.
			'stroke-dasharray': series === 2 ? '6 4' : undefined,
		};
		return band + shape('polyline', line);
	});
	const key = lines.map(
		({ label, series }, i) =>
			shape('line', {
				x1: LEFT,
				x2: LEFT + 28,
				y1: PLOT + 44 + i * 22,
				y2: PLOT + 44 + i * 22,
				stroke: PAPER.series[series],
				'stroke-width': 3,
				'stroke-dasharray': series === 2 ? '6 4' : undefined,
			}) + write(label, LEFT + 36, PLOT + 49 + i * 22, { 'font-size': 13 }),
	);
	const content = `<g transform="translate(0 8)">${[...marks, ...names, ...drawn, ...key].join('')}</g>`;
	return { content, height: PLOT + 44 + lines.length * 22 };
}

const BAR = 28;

export function drawLikert({ keys, rows }: Of<'likert'>, width: number) {
	const fill = (step: number) => PAPER.diverging[divergingStep(step, keys.length)];
	let y = 0;
	const bars = rows.flatMap(({ label, shares }) => {
		const labels = wrap(label, width);
		const top = y + labels.length * 20 + 2;
		const made = [
			...labels.map((line, i) => write(line, 0, y + 15 + i * 20)),
			...aroundMiddle(shares).map((part) =>
				shape('rect', {
					x: ((part.at + 1) / 2) * width,
					y: top,
					width: (part.width / 2) * width,
					height: BAR,
					fill: fill(part.step),
					stroke: PAPER.paper,
				}),
			),
		];
		y = top + BAR + 16;
		return made;
	});
	const middle = shape('line', { x1: width / 2, x2: width / 2, y1: 0, y2: y - 8, stroke: PAPER.ink });
	const columns = Math.max(1, Math.floor(width / 220));
	const names = keys.map((key, step) => {
		const [x, at] = [(step % columns) * (width / columns), y + Math.floor(step / columns) * 24];
		return (
			shape('rect', { x, y: at, width: 14, height: 14, fill: fill(step) }) +
			write(key, x + 22, at + 12, { 'font-size': 13 })
		);
	});
	return { content: [...bars, middle, ...names].join(''), height: y + Math.ceil(keys.length / columns) * 24 };
}
