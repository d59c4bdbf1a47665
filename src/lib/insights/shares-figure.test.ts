import { expect, test } from 'vitest';
import type { Kind, Poll } from '../polls/poll';
import type { Results } from '../polls/results';
import type { SharePoint } from './share-points';
import { noSharesWords, sharesFigure } from './shares-figure';

const at = (day: number, hour = 5) => new Date(Date.UTC(2026, 2, day, hour));
const poll = (kind: Kind, values: number[], wishes: Partial<Poll> = {}) =>
	({
		...{ slug: 's', question: 'Có không?', level: 'citizens', kind, status: 'open', closesAt: at(30) },
		options: values.map((id) => ({ id, label: `Câu ${id}` })),
		...wishes,
	}) as unknown as Poll;
const votesOf = (counts: number[]) => Object.fromEntries(counts.map((count, i) => [i + 1, count]));
const sum = (counts: number[]) => counts.reduce((total, one) => total + one, 0);
const point = (when: Date, ...counts: number[]): SharePoint => ({
	...{ class: 'verified', at: when, ballots: sum(counts), votes: votesOf(counts) },
});
const results = (...counts: number[]) =>
	({
		...{ slug: 's', asOf: at(9).toISOString(), status: 'open' },
		classes: [
			{
				class: 'verified',
				ballots: sum(counts),
				options: counts.map((votes, i) => ({ id: i + 1, label: `Câu ${i + 1}`, votes, share: votes })),
			},
		],
	}) as Results;
const answered = (when: Date, ballots: number) => ({
	...{ class: 'verified' as const, hour: when.toISOString(), ballots },
});

test('a line that begins late says so in the figure that is taken along, and begins there', () => {
	const points = [point(at(7), 600, 400), point(at(8), 700, 500)];
	const stood = { poll: poll('single', [1, 2]), results: results(800, 600), points };
	const [late] = sharesFigure({ ...stood, hours: [answered(at(1), 900), answered(at(7), 100)] });
	expect(late!.note).toContain('chỉ được ghi lại từ 7 tháng 3, 2026');
	expect(late!.note).toContain('1.000 câu trả lời');
	expect(late!.drawing).toMatchObject({ ends: ['7/3', '9/3'] });
	const [whole] = sharesFigure({ ...stood, hours: [answered(at(7, 4), 900)] });
	expect(whole!.note).not.toContain('chỉ được ghi lại');
});

test('within a day the ends are hours, and over the turn of a year they have their years', () => {
	const stood = { poll: poll('single', [1, 2]), hours: [] };
	const ends = (asOf: Date, ...points: SharePoint[]) =>
		sharesFigure({ ...stood, points, results: { ...results(80, 60), asOf: asOf.toISOString() } })[0]!.drawing;
	expect(ends(at(9, 7), point(at(9, 5), 30, 20))).toMatchObject({ ends: ['12:00', '14:00'] });
	expect(ends(at(9), point(new Date('2025-12-20T05:00:00Z'), 30, 20))).toMatchObject({
		ends: ['20/12/2025', '9/3/2026'],
	});
});

test('a scale has one line, of its mean, on the whole of it', () => {
	const points = [point(at(7), 10, 20, 10, 0, 0)];
	const [figure] = sharesFigure({
		...{ poll: poll('rating-5', [1, 2, 3, 4, 5]), results: results(10, 20, 10, 20, 20), hours: [], points },
	});
	expect(figure!.rows.map((row) => row.slice(2, 4))).toEqual([
		[40, 2],
		[80, 3.25],
	]);
	const { drawing } = figure!;
	if (drawing.kind !== 'bands') throw new Error(drawing.kind);
	expect([drawing.panels.length, drawing.most, drawing.edges]).toEqual([1, 1, ['1', '5']]);
	expect(drawing.panels[0]!.lines[0]!.points.map((one) => one!.share)).toEqual([0.25, 0.5625]);
	expect(figure!.summary).toBe('Đã xác minh: 2 (7/3), 3,3 (9/3).');
});

test('where there is no line the page says why', () => {
	const words = (wishes: Partial<Poll>, ...counts: number[]) =>
		noSharesWords({ poll: poll('single', [1, 2], wishes), results: results(...counts) });
	expect(words({}, 10, 2)).toContain('ít nhất 30 câu trả lời');
	expect(words({}, 40, 2)).toContain('Chưa đủ mốc');
	expect(words({ status: 'closed' }, 40, 2)).toContain('không có đủ mốc');
});
