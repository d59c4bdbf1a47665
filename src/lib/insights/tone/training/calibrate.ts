/**
 * Turns scores into probabilities. Scores of comments that a model was trained on look too good, so everything here is learnt from
 * scores that each comment got from a model that had not seen it (cross-validation).
 */
import { softmax, rank } from '../rate-tone';
import type { PerTone } from '../tone';
import { confusionOf, macroF1, weightedF1 } from './measure';

/** Log odds by tone = matrix × scores + offset (multinomial logistic regression on the scores). */
export interface Calibration {
	matrix: PerTone[];
	offset: PerTone;
}

const STEPS = 1000;
const PACE = 1.5;
const MOMENTUM = 0.9;
const SHRINK = 1e-4;

export function calibrate(scores: readonly PerTone[], tones: ArrayLike<number>): Calibration {
	const inputs = Float64Array.from(scores.flatMap((row) => [...row, 1]));
	const parameters = new Float64Array(12);
	const speed = new Float64Array(12);
	const gradient = new Float64Array(12);
	for (let step = 0; step < STEPS; step++) {
		slope(parameters, { inputs, tones, gradient });
		for (let j = 0; j < 12; j++) {
			speed[j] = MOMENTUM * speed[j]! - PACE * gradient[j]!;
			parameters[j]! += speed[j]!;
		}
	}
	const row = (c: number): PerTone => [parameters[4 * c]!, parameters[4 * c + 1]!, parameters[4 * c + 2]!];
	return { matrix: [row(0), row(1), row(2)], offset: [parameters[3]!, parameters[7]!, parameters[11]!] };
}

interface Slope {
	/** Per comment its three scores and a one. */
	inputs: Float64Array;
	tones: ArrayLike<number>;
	gradient: Float64Array;
}

/** Fills in the gradient of the mean log loss. Runs a thousand times over everything, so it makes no objects. */
function slope(parameters: Float64Array, { inputs, tones, gradient }: Slope): void {
	const rows = inputs.length / 4;
	const likely = new Float64Array(3);
	for (let j = 0; j < 12; j++) gradient[j] = SHRINK * parameters[j]!;
	for (let i = 0; i < rows; i++) {
		let all = 0;
		for (let c = 0; c < 3; c++) {
			let odds = 0;
			for (let k = 0; k < 4; k++) odds += parameters[4 * c + k]! * inputs[4 * i + k]!;
			all += likely[c] = Math.exp(odds);
		}
		for (let c = 0; c < 3; c++) {
			const error = (likely[c]! / all - (tones[i] === c ? 1 : 0)) / rows;
			for (let k = 0; k < 4; k++) gradient[4 * c + k]! += error * inputs[4 * i + k]!;
		}
	}
}

export function calibrated({ matrix, offset }: Calibration, scores: PerTone): PerTone {
	const odds = (c: 0 | 1 | 2) => matrix[c]!.reduce((sum, weight, k) => sum + weight * scores[k]!, offset[c]);
	return [odds(0), odds(1), odds(2)];
}

/** The favour for "neutral" under which weighted and macro F1 together are highest. */
export function chooseFavour(odds: readonly PerTone[], tones: ArrayLike<number>): number {
	let best = { favour: 0, value: -1 };
	for (let tenths = 0; tenths <= 30; tenths++) {
		const favour = tenths / 10;
		const confusion = confusionOf(
			tones,
			odds.map((row) => rank(row, favour)[0]),
		);
		const value = weightedF1(confusion) + macroF1(confusion);
		if (value > best.value) best = { favour, value };
	}
	return best.favour;
}

/** The lowest probability from which on ratings are right as often as asked. */
export function chooseThreshold(
	odds: readonly PerTone[],
	tones: ArrayLike<number>,
	{ favour, rightShare }: { favour: number; rightShare: number },
): number {
	const rated = odds
		.map((row, i) => {
			const [best] = rank(row, favour);
			return { probability: softmax(row)[best], right: best === tones[i] };
		})
		.sort((a, b) => b.probability - a.probability);
	let right = 0;
	let threshold = 1;
	rated.forEach((rating, i) => {
		if (rating.right) right += 1;
		if (right / (i + 1) >= rightShare) threshold = rating.probability;
	});
	return Math.ceil(threshold * 1000) / 1000;
}
