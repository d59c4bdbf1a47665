import { expect, test } from 'vitest';
import { eligibleWords, intervalWords, summaryWords } from './insight-words';

const option = (id: number, votes: number, ballots: number) => ({
	...{ id, label: `Câu ${id}`, votes },
	share: votes / ballots,
});
const result = (...votes: number[]) => {
	const ballots = votes.reduce((sum, one) => sum + one, 0);
	return { class: 'verified' as const, ballots, options: votes.map((n, i) => option(i + 1, n, ballots)) };
};

test.each([
	[4, 10, '40%, có thể từ 17% đến 69%'],
	[400_000, 1_000_000, '40%, có thể từ 39,9% đến 40,1%'],
	[0, 1_000_000, '0%, có thể từ 0% đến 0,1%'],
	[1_000_000, 1_000_000, '100%, có thể từ 99,9% đến 100%'],
])('an interval of %i in %i is told so that both ends differ', (votes, ballots, words) => {
	expect(intervalWords(option(1, votes, ballots), ballots)).toBe(words);
});

test('of few answers nothing is said to be clear', () => {
	expect(summaryWords(result(5, 0), 'single')).not.toContain('rõ ràng');
	expect(summaryWords(result(29, 0), 'single')).not.toContain('rõ ràng');
	expect(summaryWords(result(30, 0), 'single')).toContain('rõ ràng');
	expect(summaryWords(result(30, 25), 'single')).toContain('Chưa thể nói');
});

test('a few of very many are not told to be none', () => {
	expect(eligibleWords(3, 400_000)).toBe('dưới 0,1% trong 400.000 người có quyền');
	expect(eligibleWords(0, 400_000)).toBe('0% trong 400.000 người có quyền');
	expect(eligibleWords(1, 1_000)).toBe('0,1% trong 1.000 người có quyền');
});
