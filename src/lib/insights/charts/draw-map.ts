/** Opinion groups as they lie on the map: handfuls of people, never one. */
import { FRAME, looksOf, markPath } from '../groups/map-drawing';
import type { Drawing } from './figure';
import { PAPER, shape, TINTS, type Tint, write } from './svg';

const NAMED = 22;

export function drawMap({ groups }: Extract<Drawing, { kind: 'map' }>, width: number) {
	const scale = width / FRAME.width;
	const tint = (slot: number) => TINTS[`series-${looksOf(slot) + 1}` as Tint];
	const outlines = groups.map(({ slot, outline }) =>
		shape('polygon', {
			points: outline.map((place) => place.join()).join(' '),
			fill: tint(slot),
			stroke: tint(slot),
			'stroke-width': 44,
			'stroke-linejoin': 'round',
			opacity: 0.16,
		}),
	);
	const marks = groups.map(({ slot, marks }) =>
		shape('path', {
			d: marks.map((place) => markPath(slot, place, 4.5)).join(''),
			fill: tint(slot),
			stroke: PAPER.paper,
			'stroke-width': 0.75,
		}),
	);
	const letters = groups.map(({ letter, middle: [x, y] }) =>
		write(letter, x, y + 8, {
			'text-anchor': 'middle',
			'font-size': 24,
			'font-weight': 600,
			stroke: PAPER.paper,
			'stroke-width': 6,
			'stroke-linejoin': 'round',
			'paint-order': 'stroke',
		}),
	);
	const height = FRAME.height * scale;
	const frame = shape('rect', { x: 0, y: 0, width, height, rx: 4, fill: 'none', stroke: PAPER.line });
	const keys = groups.map(
		({ slot, label }, i) =>
			shape('path', { d: markPath(slot, [8, height + 24 + i * NAMED], 6), fill: tint(slot) }) +
			write(label, 24, height + 29 + i * NAMED, { 'font-size': 13 }),
	);
	const map = `<g transform="scale(${Math.round(scale * 1e4) / 1e4})">${[...outlines, ...marks, ...letters].join('')}</g>`;
	return { content: [frame, map, ...keys].join(''), height: height + 16 + groups.length * NAMED };
}
