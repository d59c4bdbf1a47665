/** What the rows share: their shape, rounds in turn, medians. */
import { say } from '../support/progress.mjs';

export interface Bench {
	superUrl: string;
	/** Small sizes, to see that everything runs; the numbers mean little. */
	quick: boolean;
}

/** One line of the table. */
export interface Row {
	name: string;
	ours: string;
	baseline: string;
	ratio?: number;
	goal: string;
	/** undefined: no goal, or not measured */
	met?: boolean;
	/** Said below the table. */
	note?: string;
}

export type Measure = (bench: Bench) => Promise<Row[]>;

const ROUNDS = 3;

/** Every run once in each round, so that a machine that grows slower or faster is so for all of them. */
export async function inRounds<Name extends string, T>(
	title: string,
	runs: Record<Name, (round: number) => Promise<T>>,
	show: (result: T) => string = (result) => short(Number(result)),
	rounds = ROUNDS,
): Promise<Record<Name, T[]>> {
	const names = Object.keys(runs) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Name, T[]>;
	for (let round = 1; round <= rounds; round++) {
		for (const name of names) results[name].push(await runs[name](round));
		say(
			`       ${title}, round ${round}: ${names.map((name) => `${name} ${show(results[name].at(-1)!)}`).join(', ')}`,
		);
	}
	return results;
}

export function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function quantile(sorted: ArrayLike<number>, q: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function medianRatio(ours: readonly number[], baseline: readonly number[]): number {
	return median(ours.map((value, i) => value / baseline[i]!));
}

/** Three digits that mean something. */
export function short(value: number): string {
	if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
	return String(Number(value.toPrecision(3)));
}
