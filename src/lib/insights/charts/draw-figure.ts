/** A figure as an SVG file of its own: title, drawing, note. */
import { drawBands } from './draw-bands';
import { drawBars, drawPanels } from './draw-bars';
import { drawLikert } from './draw-likert';
import { drawColumns, drawLines } from './draw-lines';
import { drawMap } from './draw-map';
import type { Drawing, Figure } from './figure';
import { document, PAPER, wrap, write } from './svg';

const WIDTH = 720;
const EDGE = 24;
const INNER = WIDTH - 2 * EDGE;

export interface Drawn {
	content: string;
	height: number;
}

function draw(drawing: Drawing): Drawn {
	switch (drawing.kind) {
		case 'bars':
			return drawBars(drawing.bars, { width: INNER, series: drawing.series, top: 1 });
		case 'panels':
			return drawPanels(drawing.panels, { width: INNER, top: drawing.most });
		case 'likert':
			return drawLikert(drawing, INNER);
		case 'lines':
			return drawLines(drawing, INNER);
		case 'columns':
			return drawColumns(drawing, INNER);
		case 'bands':
			return drawBands(drawing, INNER);
		case 'map':
			return drawMap(drawing, INNER);
	}
}

export function drawFigure({ title, note, drawing }: Figure): string {
	const titleLines = wrap(title, INNER, 18);
	const noteLines = wrap(note, INNER, 12);
	const { content, height } = draw(drawing);
	const top = EDGE + titleLines.length * 26 + 8;
	const parts = [
		...titleLines.map((line, i) =>
			write(line, EDGE, EDGE + 18 + i * 26, { 'font-size': 18, 'font-weight': 600 }),
		),
		`<g transform="translate(${EDGE} ${top})">${content}</g>`,
		...noteLines.map((line, i) =>
			write(line, EDGE, top + height + 28 + i * 18, { 'font-size': 12, fill: PAPER.quiet }),
		),
	];
	return document(parts.join(''), {
		width: WIDTH,
		height: top + height + 28 + noteLines.length * 18 + EDGE - 12,
		title,
	});
}
