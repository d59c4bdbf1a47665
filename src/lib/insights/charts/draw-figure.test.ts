import { expect, test } from 'vitest';
import { drawFigure } from './draw-figure';
import { roundTop } from './draw-lines';
import { aroundMiddle, divergingStep, figureTable, topOf, type Drawing, type Figure } from './figure';

const figure = (drawing: Drawing): Figure => ({
	id: 'mot-hinh',
	title: 'Đường sá & <chợ>',
	summary: '',
	note: 'Hỏi Dân, hôm nay.',
	columns: ['a', 'b'],
	rows: [['x', 1]],
	drawing,
});

const widths = (svg: string, fill: string) =>
	[...svg.matchAll(new RegExp(`<rect [^>]*?width="([\\d.]+)"[^>]*fill="${fill}"`, 'g'))].map(([, w]) =>
		Number(w),
	);

test('what people wrote is text in the drawing, and nothing in it needs a style or a script', () => {
	const svg = drawFigure(
		figure({ kind: 'bars', series: 1, bars: [{ label: '<script>"', share: 0.5, words: '' }] }),
	);
	expect(svg).toContain('Đường sá &amp; &lt;chợ&gt;');
	expect(svg).toContain('&lt;script&gt;&quot;');
	expect(svg).not.toMatch(/<script|style=|NaN|undefined/);
	expect(svg).toContain('Hỏi Dân, hôm nay.');
});

test('bars begin at zero and are as long as their shares; one that is not to be shown is none', () => {
	const bars = [0.5, 0.25, null].map((share) => ({ label: 'A', share, words: 'w' }));
	const svg = drawFigure(figure({ kind: 'bars', series: 1, bars }));
	const [long, short, ...others] = widths(svg, '#0b6b78');
	expect(long! / short!).toBeCloseTo(2);
	expect(others).toEqual([]);
});

test('panels share one scale, so equal shares are equally long', () => {
	const panel = (share: number) => ({ title: 'Xã', bars: [{ label: 'A', share, words: '' }] });
	const svg = drawFigure(figure({ kind: 'panels', panels: [panel(0.4), panel(0.4), panel(0.2)], most: 0.4 }));
	const [first, second, third] = widths(svg, '#0b6b78');
	expect(first).toBe(second);
	expect(first! / third!).toBeCloseTo(2);
});

test('a scale is stacked around its middle value, of which half is on each side', () => {
	const parts = aroundMiddle([0.1, 0.2, 0.4, 0.2, 0.1]);
	expect(parts.map(({ at }) => Math.round(at * 100) / 100)).toEqual([-0.5, -0.4, -0.2, 0.2, 0.4]);
	expect(aroundMiddle([0.3, 0.7]).map(({ at }) => at)).toEqual([-0.3, 0]);
	expect([0, 1, 2, 3, 4].map((step) => divergingStep(step, 5))).toEqual([1, 2, 3, 4, 5]);
	expect(divergingStep(5, 11)).toBe(3);
	const svg = drawFigure(
		figure({ kind: 'likert', keys: ['1', '2', '3'], rows: [{ label: 'L', shares: [0.2, 0.3, 0.5] }] }),
	);
	expect(svg).not.toContain('NaN');
});

test('a line has its band, and the scale of lines begins at zero', () => {
	const svg = drawFigure(
		figure({
			kind: 'lines',
			times: ['1', '2'],
			lines: [{ label: 'A', series: 2, values: [0, 130], low: [0, 100], high: [10, 160] }],
		}),
	);
	expect(svg).toMatch(/<polygon [^>]*fill-opacity="0.2"/);
	expect(svg).toContain('>0</text>');
	expect(svg).toContain('>200</text>');
	expect([0, 1, 7, 36, 99, 130].map(roundTop)).toEqual([2, 2, 10, 40, 100, 200]);
});

test('the top of a scale is the next tenth', () => {
	expect([topOf([]), topOf([null, 0.31]), topOf([0.4]), topOf([0.97])]).toEqual([0.1, 0.4, 0.4, 1]);
});

test('its table says what it is before the figures', () => {
	expect(figureTable(figure({ kind: 'lines', times: [], lines: [] }))).toEqual([
		['Đường sá & <chợ>. Hỏi Dân, hôm nay.'],
		['a', 'b'],
		['x', 1],
	]);
});
