import { expect, test } from 'vitest';
import { mayRelease, protect, type Group, type ProtectedGroup } from './privacy';

const group = (...votes: number[]): Group => ({ ballots: votes.reduce((a, b) => a + b, 0), votes });
const says = (table: ProtectedGroup[] | null) =>
	table?.map(({ ballots, cells }) => [
		ballots,
		...cells.map((cell) => (cell.shown === 'exactly' ? `${cell.votes} ${cell.percent}%` : cell.shown)),
	]);

test('a table of large cells is shown, rounded', () => {
	expect(says(protect([group(42, 58), group(33, 27)]))).toEqual([
		[100, '40 42%', '60 58%'],
		[60, '35 55%', '25 45%'],
	]);
});

test('a small cell is hidden, and with it what would give it back', () => {
	expect(says(protect([group(3, 40, 50), group(20, 30, 41), group(60, 70, 80)]))).toEqual([
		[95, 'hidden', 'hidden', '50 54%'],
		[90, 'hidden', 'hidden', '40 45%'],
		[210, '60 29%', '70 33%', '80 38%'],
	]);
});

test('no answers are no secret, where others said something else', () => {
	expect(says(protect([group(0, 40, 50), group(20, 30, 41)]))?.[0]).toEqual([90, '0 0%', '40 44%', '50 56%']);
});

test('a group with few answers is left out together with the next small one', () => {
	expect(says(protect([group(4, 5), group(20, 30), group(60, 70)]))).toEqual([
		[null, 'hidden', 'hidden'],
		[null, 'hidden', 'hidden'],
		[130, '60 46%', '70 54%'],
	]);
});

test('what all but everybody said is not said to the digit', () => {
	const table = says(protect([group(60, 0), group(40, 30), group(50, 60)]));
	expect(table?.[0]).toEqual([60, 'nearly-all', 'hardly-any']);
	expect(table?.[1]).toContain('hidden');
});

test('where nearly all can only be all, that is not said either', () => {
	const table = says(protect([group(20, 0), group(40, 30), group(50, 60)]));
	expect(table?.[0]).toEqual([20, 'hidden', 'hidden']);
	expect(says(protect([group(21, 0), group(40, 30), group(50, 60)]))?.[0]).toEqual([
		20,
		'nearly-all',
		'hardly-any',
	]);
});

test('where one may choose several, what nearly all chose says nothing of the rest', () => {
	const several = (ballots: number, ...votes: number[]): Group => ({ ballots, votes });
	const table = protect([several(100, 98, 60, 2), several(80, 40, 50, 30), several(90, 50, 20, 60)]);
	expect(table?.[0]!.cells.map(({ shown }) => shown)).toEqual(['nearly-all', 'exactly', 'hardly-any']);
});

test('an option that hardly anybody chose hides itself, not the whole table', () => {
	expect(says(protect([group(40, 30, 3), group(50, 50, 0)]))).toEqual([
		[75, '40 55%', 'hidden', 'hidden'],
		[100, '50 50%', 'hidden', 'hidden'],
	]);
});

test('an option that nobody chose is no secret, however alike the rest is', () => {
	const table = says(protect([group(60, 2, 0), group(40, 30, 0), group(50, 60, 0)]));
	expect(table?.map((line) => line.at(-1))).toEqual(['0 0%', '0 0%', '0 0%']);
});

test('nothing is shown of one group alone, or of small ones only', () => {
	expect(protect([])).toBeNull();
	expect(protect([group(50, 50)])).toBeNull();
	expect(protect([group(1, 2), group(3, 4)])).toBeNull();
});

test('newer figures wait until all that is shown has grown by enough', () => {
	const before = [group(40, 50), group(20, 30)];
	expect(mayRelease([group(41, 50), group(20, 30)], [before])).toBe(false);
	expect(mayRelease([group(45, 55), group(25, 34)], [before])).toBe(false);
	expect(mayRelease([group(45, 55), group(25, 35)], [before])).toBe(true);
	expect(mayRelease([group(0, 55, 45), group(25, 35, 45)], [[group(0, 50, 40), group(20, 30, 40)]])).toBe(
		true,
	);
	expect(mayRelease(before, [])).toBe(true);
	expect(mayRelease(before, [[group(1, 2), group(2, 1)]])).toBe(true);
	expect(mayRelease([group(1, 2), group(2, 1)], [before])).toBe(false);
});

test('newer figures wait while they would tell what the last ones hid', () => {
	// Nobody chose the first two options since, and what was hidden of the third is shown now.
	const last = [group(7, 2, 1), group(5, 5, 5)];
	expect(mayRelease([group(7, 2, 6), group(5, 5, 10)], [last])).toBe(false);
	expect(mayRelease([group(12, 7, 6), group(10, 10, 10)], [last])).toBe(true);
});
