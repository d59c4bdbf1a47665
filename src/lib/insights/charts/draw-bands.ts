/** Shares over time with what they may be: small panels that share one scale, which begins at zero. */
import { runsOf, type BandLine, type Bands } from './figure';
import { PAPER, shape, TINTS, wrap, write } from './svg';

const PLOT = 96;
const LEFT = 40;
const COLUMN_GAP = 28;
const QUIET = { 'font-size': 12, fill: PAPER.quiet };

/** Two columns of panels, read line by line; one alone has the whole width. */
export function drawBands({ ends: [first, last], panels, most, edges }: Bands, width: number) {
	const column = panels.length === 1 ? width : (width - COLUMN_GAP) / 2;
	const x = (at: number) => LEFT + at * (column - LEFT - 6);
	const y = (part: number) => PLOT - (Math.min(part, most) / most) * PLOT;
	const scale = [0, most]
		.map(
			(part, i) =>
				shape('line', { x1: LEFT, x2: column, y1: y(part), y2: y(part), stroke: PAPER.line }) +
				write(edges[i]!, LEFT - 6, y(part) + 4, { 'text-anchor': 'end', ...QUIET }),
		)
		.join('');
	const ends =
		write(first, LEFT, PLOT + 18, QUIET) + write(last, column, PLOT + 18, { 'text-anchor': 'end', ...QUIET });
	let down = 0;
	const parts: string[] = [];
	for (let i = 0; i < panels.length; i += 2) {
		const row = panels.slice(i, i + 2).map(({ title, words, lines }) => {
			const head = [
				...(title === '' ? [] : wrap(title, column, 14)).map((text) => ({
					text,
					look: { 'font-weight': 600 },
				})),
				...wrap(words, column, 13).map((text) => ({ text, look: { 'font-size': 13, fill: PAPER.quiet } })),
			];
			const said = head.map(({ text, look }, n) => write(text, 0, 14 + n * 20, look)).join('');
			return { said, at: head.length * 20 + 8, drawn: lines.map((line) => drawBand(line, x, y)).join('') };
		});
		// All plots of a row stand on one line.
		const at = Math.max(...row.map((panel) => panel.at));
		row.forEach(({ said, drawn }, n) => {
			parts.push(
				`<g transform="translate(${n * (column + COLUMN_GAP)} ${down})">${said}` +
					`<g transform="translate(0 ${at})">${scale}${drawn}${ends}</g></g>`,
			);
		});
		down += at + PLOT + 44;
	}
	const named = panels[0]?.lines ?? [];
	if (named.length < 2) return { content: parts.join(''), height: Math.max(0, down - 20) };
	const keys = named.map(
		(line, i) =>
			shape('line', {
				x1: 0,
				x2: 28,
				y1: down + i * 22,
				y2: down + i * 22,
				...look(line),
				'stroke-width': 3,
			}) + write(line.label, 36, down + 5 + i * 22, { 'font-size': 13 }),
	);
	return { content: [...parts, ...keys].join(''), height: down + named.length * 22 };
}

const look = ({ tint, isDashed }: BandLine) => ({
	stroke: TINTS[tint],
	'stroke-dasharray': isDashed ? '6 4' : undefined,
});

function drawBand(line: BandLine, x: (at: number) => number, y: (part: number) => number): string {
	return runsOf(line.points)
		.map(({ from, to }) => {
			const points = line.points.slice(from, to + 1).map((point) => ({ ...point!, x: x(point!.at) }));
			const along = (part: 'share' | 'low' | 'high') => points.map((point) => `${point.x},${y(point[part])}`);
			if (from === to) {
				const { x: at, low, high, share } = points[0]!;
				return (
					shape('line', {
						x1: at,
						x2: at,
						y1: y(low),
						y2: y(high),
						stroke: TINTS[line.tint],
						'stroke-width': 6,
						'stroke-opacity': 0.25,
					}) + shape('circle', { cx: at, cy: y(share), r: 3, fill: TINTS[line.tint] })
				);
			}
			return (
				shape('polygon', {
					points: [...along('high'), ...along('low').reverse()].join(' '),
					fill: TINTS[line.tint],
					'fill-opacity': 0.2,
				}) +
				shape('polyline', {
					points: along('share').join(' '),
					fill: 'none',
					'stroke-width': 2,
					...look(line),
				})
			);
		})
		.join('');
}
