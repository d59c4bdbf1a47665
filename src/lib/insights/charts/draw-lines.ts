/** Figures over time: lines, and columns that are stacked. */
import type { Drawing, Mark } from './figure';
import { PAPER, shape, TINTS, write } from './svg';

type Of<Kind extends Drawing['kind']> = Extract<Drawing, { kind: Kind }>;

const PLOT = 220;
/** Room for a number of seven digits. */
const LEFT = 72;
const KEY = 22;

const yOf = (value: number, top: number) => PLOT - (value / top) * PLOT;

interface Axes {
	times: readonly string[];
	marks: readonly Mark[];
	x: (i: number) => number;
	width: number;
}

const topOf = (marks: readonly Mark[]) => marks.at(-1)!.value;

function axes({ times, marks, x, width }: Axes) {
	const top = topOf(marks);
	const quiet = { 'font-size': 12, fill: PAPER.quiet };
	const lines = marks.map(
		({ value, label }) =>
			shape('line', { x1: LEFT, x2: width, y1: yOf(value, top), y2: yOf(value, top), stroke: PAPER.line }) +
			write(label, LEFT - 8, yOf(value, top) + 4, { 'text-anchor': 'end', ...quiet }),
	);
	const every = Math.max(1, Math.ceil(times.length / 6));
	const names = times.map((time, i) =>
		i % every === 0 ? write(time, x(i), PLOT + 20, { 'text-anchor': 'middle', ...quiet }) : '',
	);
	return [...lines, ...names].join('');
}

/** @param sign draws it at so far down */
function keyOf(labels: readonly string[], sign: (i: number, y: number) => string): string {
	return labels
		.map(
			(label, i) =>
				sign(i, PLOT + 44 + i * KEY) + write(label, LEFT + 36, PLOT + 49 + i * KEY, { 'font-size': 13 }),
		)
		.join('');
}

const plotted = (content: string, keys: number) => ({
	content: `<g transform="translate(0 8)">${content}</g>`,
	height: PLOT + 44 + keys * KEY,
});

export function drawLines({ times, lines, marks }: Of<'lines'>, width: number) {
	const top = topOf(marks);
	const x = (i: number) => LEFT + (times.length < 2 ? 0.5 : i / (times.length - 1)) * (width - LEFT - 8);
	const look = (i: number) => {
		const { series } = lines[i]!;
		// Told apart without colour too.
		return { stroke: TINTS[`series-${series}`], 'stroke-dasharray': series === 2 ? '6 4' : undefined };
	};
	const drawn = lines.map(({ values }, at) =>
		shape('polyline', {
			points: values.map((value, i) => `${x(i)},${yOf(value, top)}`).join(' '),
			fill: 'none',
			'stroke-width': 2,
			...look(at),
		}),
	);
	const key = keyOf(
		lines.map(({ label }) => label),
		(i, y) => shape('line', { x1: LEFT, x2: LEFT + 28, y1: y, y2: y, 'stroke-width': 3, ...look(i) }),
	);
	return plotted([axes({ times, marks, x, width }), ...drawn, key].join(''), lines.length);
}

/** The first on top, as in the key. */
export function drawColumns({ times, stacks, marks }: Of<'columns'>, width: number) {
	const top = topOf(marks);
	const step = (width - LEFT) / Math.max(1, times.length);
	const x = (i: number) => LEFT + (i + 0.5) * step;
	const column = Math.min(48, step * 0.8);
	const look = (i: number) => ({ fill: TINTS[stacks[i]!.tint], stroke: PAPER.quiet, 'stroke-width': 0.5 });
	const drawn = times.map((_, i) => {
		let below = 0;
		return stacks
			.map(({ values }, at) => ({ value: values[i] ?? 0, at }))
			.reverse()
			.map(({ value, at }) => {
				below += value;
				const height = PLOT - yOf(value, top);
				return height === 0
					? ''
					: shape('rect', { x: x(i) - column / 2, y: yOf(below, top), width: column, height, ...look(at) });
			})
			.join('');
	});
	const key = keyOf(
		stacks.map(({ label }) => label),
		(i, y) => shape('rect', { x: LEFT + 14, y: y - 7, width: 14, height: 14, ...look(i) }),
	);
	return plotted([axes({ times, marks, x, width }), ...drawn, key].join(''), stacks.length);
}
