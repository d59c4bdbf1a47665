/** How good ratings are, against what people said. Confusions are counted as confusion[true tone][rated tone]. */
import type { PerTone } from '../tone';

export function confusionOf(truth: ArrayLike<number>, rated: ArrayLike<number>): PerTone[] {
	const confusion: PerTone[] = [
		[0, 0, 0],
		[0, 0, 0],
		[0, 0, 0],
	];
	for (let i = 0; i < truth.length; i++) confusion[truth[i]!]![rated[i]!]! += 1;
	return confusion;
}

/** Harmonic mean of precision and recall, by tone; 0 where there was nothing. */
export function f1ByTone(confusion: readonly PerTone[]): PerTone {
	const f1 = (tone: 0 | 1 | 2) => {
		const rated = confusion.reduce((sum, row) => sum + row[tone], 0);
		return (2 * confusion[tone]![tone]) / (rated + supportOf(confusion, tone) || 1);
	};
	return [f1(0), f1(1), f1(2)];
}

export function macroF1(confusion: readonly PerTone[]): number {
	return f1ByTone(confusion).reduce((sum, value) => sum + value / 3, 0);
}

export function weightedF1(confusion: readonly PerTone[]): number {
	const all = countOf(confusion) || 1;
	return f1ByTone(confusion).reduce(
		(sum, value, tone) => sum + (value * supportOf(confusion, tone)) / all,
		0,
	);
}

export function countOf(confusion: readonly PerTone[]): number {
	return confusion.flat().reduce((sum, count) => sum + count, 0);
}

export function accuracy(confusion: readonly PerTone[]): number {
	return confusion.reduce((sum, row, tone) => sum + row[tone]!, 0) / (countOf(confusion) || 1);
}

function supportOf(confusion: readonly PerTone[], tone: number): number {
	return confusion[tone]!.reduce((sum, count) => sum + count, 0);
}

const BINS = 10;

/** Expected calibration error: by tenths of probability, how far "so sure" is from "so often right", weighted by how many fall there. */
export function calibrationError(ratings: readonly { probability: number; right: boolean }[]): number {
	const bins = Array.from({ length: BINS }, () => ({ surplus: 0 }));
	for (const { probability, right } of ratings)
		bins[Math.min(BINS - 1, Math.floor(probability * BINS))]!.surplus += probability - (right ? 1 : 0);
	return bins.reduce((sum, { surplus }) => sum + Math.abs(surplus), 0) / (ratings.length || 1);
}
