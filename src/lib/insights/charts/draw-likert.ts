/** Scales stacked around their middle. */
import { aroundMiddle, divergingStep, type Drawing } from './figure';
import { PAPER, shape, TINTS, wrap, write } from './svg';

const BAR = 28;

export function drawLikert({ keys, rows }: Extract<Drawing, { kind: 'likert' }>, width: number) {
	const fill = (step: number) => TINTS[`diverging-${divergingStep(step, keys.length)}`];
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
