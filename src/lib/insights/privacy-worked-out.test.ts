/** Somebody who knows all totals, and every shown cell to the digit, tries to work out what is hidden. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freedomOf } from './hidden-bounds';
import { mayRelease, MIN_BASE, MIN_CELL, protect, type Group, type ProtectedGroup } from './privacy';

const group = (...votes: number[]): Group => ({ ballots: votes.reduce((a, b) => a + b, 0), votes });

interface Line {
	votes: number[];
	/** What each cell may be by itself: shown exactly, within its label, or whatever its column allows. */
	may: { low: number; high: number }[];
}

/**
 * What the reader has: the shown groups with their labels, and the sum of those left out, which total and shown ones give
 * away.
 */
function known(groups: readonly Group[], table: readonly ProtectedGroup[]): Line[] {
	const totals = groups[0]!.votes.map((_, c) => groups.reduce((sum, { votes }) => sum + votes[c]!, 0));
	const lines = groups.flatMap(({ ballots, votes }, r) => {
		if (table[r]!.ballots === null) return [];
		const may = votes.map((n, c) => {
			const counts = Array.from({ length: totals[c]! + 1 }, (_, count) => count).filter((count) => {
				const part = Math.round((count / ballots) * 1e6) / 1e6;
				switch (table[r]!.cells[c]!.shown) {
					case 'exactly':
						return count === n;
					case 'nearly-all':
						return part > 0.95 && part <= 1;
					case 'hardly-any':
						return part < 0.05;
					case 'hidden':
						return true;
				}
			});
			return { low: counts[0]!, high: counts.at(-1)! };
		});
		return [{ votes: [...votes], may }];
	});
	const rest = groups.filter((_, r) => table[r]!.ballots === null);
	if (rest.length > 0) {
		const votes = totals.map((_, c) => rest.reduce((sum, one) => sum + one.votes[c]!, 0));
		lines.push({ votes, may: totals.map((high) => ({ low: 0, high })) });
	}
	return lines;
}

/** Every table of counts with the same totals and shown cells, found by trying. What it yields is good until the next. */
function* consistent(lines: readonly Line[]): Generator<number[][]> {
	const width = lines[0]!.votes.length;
	const left = Array.from({ length: width }, (_, c) => lines.reduce((sum, { votes }) => sum + votes[c]!, 0));
	const rest = lines.map(({ votes }) => votes.reduce((a, b) => a + b, 0));
	const tried: number[][] = lines.map(() => []);
	function* fill(r: number, c: number): Generator<number[][]> {
		if (r === lines.length) {
			if (left.every((sum) => sum === 0)) yield tried;
			return;
		}
		if (c === width) {
			if (rest[r] === 0) yield* fill(r + 1, 0);
			return;
		}
		const { low, high } = lines[r]!.may[c]!;
		for (let n = low; n <= Math.min(high, left[c]!, rest[r]!); n++) {
			tried[r]![c] = n;
			left[c]! -= n;
			rest[r]! -= n;
			yield* fill(r, c + 1);
			left[c]! += n;
			rest[r]! += n;
		}
	}
	yield* fill(0, 0);
}

/** By how much a cell must remain unknown: by enough, unless its label or the total of its option say more by themselves. */
function leastRoom({ may }: Line, column: number): number {
	return Math.min(MIN_CELL, may[column]!.high - may[column]!.low);
}

/** Cells that tell on people: of few of them, or of a group that is of one mind. */
function isDelicate({ votes }: Line, column: number): boolean {
	const [n, all] = [votes[column]!, votes.reduce((a, b) => a + b, 0)];
	if (n > 0 && n < MIN_CELL) return true;
	return Math.max(...votes) > 0.95 * all && (n > 0.95 * all || n < 0.05 * all);
}

function rangesOf(lines: readonly Line[]) {
	const ranges = lines.map(({ votes }) => votes.map(() => ({ low: Infinity, high: -Infinity })));
	for (const tried of consistent(lines)) {
		for (const [r, line] of tried.entries()) {
			for (const [c, n] of line.entries()) {
				const range = ranges[r]![c]!;
				range.low = Math.min(range.low, n);
				range.high = Math.max(range.high, n);
			}
		}
	}
	return ranges;
}

const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 14 }));
const table = (rows: number, columns: number) =>
	fc
		.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
		.map((lines) => lines.map((line) => group(...line)));
const tables = fc.oneof(table(2, 2), table(2, 3), table(3, 2), table(4, 2), table(3, 3));

test('no small cell, and none of a one-sided group, can be worked out from totals, shown cells and labels', () => {
	let hiding = 0;
	fc.assert(
		fc.property(tables, (groups) => {
			const shown = protect(groups);
			if (!shown) return;
			for (const [r, { ballots, votes }] of groups.entries()) {
				if (ballots > 0 && ballots < MIN_BASE) expect(shown[r]!.ballots).toBeNull();
				for (const [c, n] of votes.entries()) {
					if (n > 0 && n < MIN_CELL) expect(shown[r]!.cells[c]!.shown).not.toBe('exactly');
				}
			}
			const lines = known(groups, shown);
			const ranges = rangesOf(lines);
			for (const [r, line] of lines.entries()) {
				for (const c of line.votes.keys()) {
					if (!isDelicate(line, c)) continue;
					hiding++;
					expect(ranges[r]![c]!.high - ranges[r]![c]!.low).toBeGreaterThanOrEqual(leastRoom(line, c));
				}
			}
		}),
		{ numRuns: 300 },
	);
	expect(hiding).toBeGreaterThan(50);
});

test('the flows find the same bounds as trying all tables', () => {
	fc.assert(
		fc.property(table(3, 3), fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (groups, flags) => {
			const hidden = groups.map((_, r) => flags.slice(r * 3, r * 3 + 3));
			const ranges = rangesOf(
				groups.map(({ votes }, r) => ({
					votes: [...votes],
					may: votes.map((n, c) => (hidden[r]![c] ? { low: 0, high: Infinity } : { low: n, high: n })),
				})),
			);
			const cells = groups.map(({ votes }) => votes);
			for (const r of [0, 1, 2]) {
				for (const c of [0, 1, 2]) {
					if (!hidden[r]![c]) continue;
					const { down, up } = freedomOf({ cells, hidden }, r, c);
					expect({ low: cells[r]![c]! - down, high: cells[r]![c]! + up }).toEqual(ranges[r]![c]);
				}
			}
		}),
		{ numRuns: 150 },
	);
});

test('releases that follow each other do not give away what one of them hides', () => {
	let pairs = 0;
	const step = fc.oneof(fc.constant(0), fc.integer({ min: 4, max: 8 }));
	const steps = fc.array(fc.array(step, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 });
	fc.assert(
		fc.property(table(2, 3), steps, (first, more) => {
			const second = first.map(({ votes }, r) => group(...votes.map((n, c) => n + more[r]![c]!)));
			const before = protect(first);
			if (!before || !mayRelease(second, [first])) return;
			const [earlier, later] = [known(first, before), known(second, protect(second)!)];
			// Where a group was left out and now is not, its line is another one; two groups are left out together or not at all.
			if (earlier.length !== later.length) return;
			const all = (lines: readonly Line[]) =>
				Array.from(consistent(lines), (tried) => structuredClone(tried));
			const [befores, afters] = [all(earlier), all(later)];
			const isBelow = (a: number[][], b: number[][]) =>
				a.every((line, r) => line.every((n, c) => n <= b[r]![c]!));
			// Votes only come: a table before must lie below some table after, and the other way round.
			const sides = [
				[earlier, befores.filter((one) => afters.some((other) => isBelow(one, other)))],
				[later, afters.filter((one) => befores.some((other) => isBelow(other, one)))],
			] as const;
			for (const [lines, fitting] of sides) {
				for (const [r, line] of lines.entries()) {
					for (const c of line.votes.keys()) {
						if (!isDelicate(line, c)) continue;
						pairs++;
						const values = fitting.map((tried) => tried[r]![c]!);
						expect(Math.max(...values) - Math.min(...values)).toBeGreaterThanOrEqual(leastRoom(line, c));
					}
				}
			}
		}),
		{ numRuns: 2_000 },
	);
	expect(pairs).toBeGreaterThan(20);
});
