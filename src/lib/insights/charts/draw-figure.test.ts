import { expect, test } from 'vitest';
import { drawFigure } from './draw-figure';
import { drawGroups } from '../groups/map-drawing';
import {
	aroundMiddle,
	divergingStep,
	figureTable,
	roundTop,
	runsOf,
	topOf,
	type BandLine,
	type Drawing,
	type Figure,
} from './figure';

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
		figure({
			kind: 'likert',
			keys: ['1', '2', '3'],
			rows: [{ label: 'L', shares: [0.2, 0.3, 0.5], words: '' }],
		}),
	);
	expect(svg).not.toContain('NaN');
});

test('the scale of lines and of columns begins at zero and ends at a round number', () => {
	const marks = [0, 1_000, 2_000].map((value) => ({ value: value / 10, label: `${value / 10} ý` }));
	const lines = figure({
		kind: 'lines',
		times: ['1', '2'],
		lines: [{ label: 'A', series: 2, values: [0, 130] }],
		marks,
	});
	const columns = figure({
		kind: 'columns',
		times: ['1', '2'],
		stacks: [
			{ label: 'A', tint: 'diverging-5', values: [30, 0] },
			{ label: 'B', tint: 'diverging-1', values: [60, 130] },
		],
		marks,
	});
	for (const svg of [lines, columns].map(drawFigure)) {
		expect(svg).toContain('>0 ý</text>');
		expect(svg).toContain('>200 ý</text>');
		expect(svg).not.toContain('NaN');
	}
	const heights = (fill: string) =>
		[...drawFigure(columns).matchAll(new RegExp(`height="([\\d.]+)" fill="${fill}"`, 'g'))].map(([, h]) =>
			Number(h),
		);
	expect(heights('#0b5560')[0]).toBeCloseTo(33);
	expect(heights('#8f4a12').slice(0, 2)).toEqual([66, 143]);
	expect([0, 1, 7, 36, 99, 130].map(roundTop)).toEqual([2, 2, 10, 40, 100, 200]);
});

test('a line has its band, breaks where nothing is known, and all panels share a scale', () => {
	const point = (share: number, at = 0) => ({ at, share, low: share - 0.1, high: share + 0.1 });
	const line = (points: BandLine['points']): BandLine => ({
		label: 'A',
		tint: 'series-1',
		isDashed: false,
		points,
	});
	const points = [point(0.5), point(0.4, 0.3), null, point(0.3, 1)];
	expect(runsOf(points)).toEqual([
		{ from: 0, to: 1 },
		{ from: 3, to: 3 },
	]);
	const svg = drawFigure(
		figure({
			kind: 'bands',
			ends: ['đầu', 'cuối'],
			panels: [points, [null, null, null, null]].map((some, i) => ({
				title: `P${i}`,
				words: 'w',
				lines: [line(some)],
			})),
			most: 0.6,
			edges: ['0%', '60%'],
		}),
	);
	expect(svg.match(/<polygon [^>]*fill-opacity="0.2"/g)).toHaveLength(1);
	expect(svg.match(/<circle /g)).toHaveLength(1);
	expect(svg.match(/>60%<\/text>/g)).toHaveLength(2);
	expect(svg).not.toMatch(/NaN|undefined/);
});

test('the map is drawn in the shapes of its groups, with their letters and sizes beside it', () => {
	const groups = drawGroups([
		{
			slot: 0,
			marks: [
				[0, 0],
				[1, 0],
				[0, 1],
			],
		},
		{ slot: 1, marks: [[4, 4]] },
	]).map((group, i) => ({ ...group, letter: 'AB'[i]!, label: `Nhóm ${'AB'[i]}: 15 người` }));
	const svg = drawFigure(figure({ kind: 'map', groups }));
	expect(svg).toContain('Nhóm B: 15 người');
	expect(svg.match(/<polygon /g)).toHaveLength(2);
	expect(svg).not.toMatch(/NaN|undefined|style=/);
});

test('the top of a scale is the next tenth', () => {
	expect([topOf([]), topOf([null, 0.31]), topOf([0.4]), topOf([0.97])]).toEqual([0.1, 0.4, 0.4, 1]);
});

test('its table says what it is before the figures', () => {
	expect(figureTable(figure({ kind: 'lines', times: [], lines: [], marks: [] }))).toEqual([
		['Đường sá & <chợ>. Hỏi Dân, hôm nay.'],
		['a', 'b'],
		['x', 1],
	]);
});
