/**
 * Trains a tone model from examples: cross-validated scores, a calibration learnt from them, a last model from all examples, of which
 * the strongest n-grams are kept. The same examples and seed give the same bytes.
 *
 * Every example is also learnt without its marks, so that "duong xau qua" is rated as well as "đường xấu quá".
 */
import { writtenForm } from '../../../comments/text/written';
import { FORMAT, packHashes, readModel, toByte, type Measured, type ModelFile } from '../model';
import { rateTone } from '../rate-tone';
import { TONES, type PerTone } from '../tone';
import { withoutMarks } from '../tokens';
import { calibrate, calibrated, chooseFavour, chooseThreshold, type Calibration } from './calibrate';
import { matrixOf, type Example, type Matrix } from './examples';
import { calibrationError, confusionOf } from './measure';
import { Random } from './random';
import { separate, type Weights } from './separate';

const FOLDS = 5;
const KEPT = 120_000;
/** Where the model says that it is sure, it is to be right this often. */
const RIGHT_SHARE = 0.95;

export interface Training {
	seed: number;
	/** Hears of each piece of work as it begins. */
	progress?: (doing: string) => void;
}

export type Trained = Omit<ModelFile, 'measured'>;

export function trainTone(examples: readonly Example[], { seed, progress = () => {} }: Training): Trained {
	const random = new Random(seed);
	progress('counting n-grams');
	const plain = examples.map(({ text, tone }) => ({ text: withoutMarks(writtenForm(text).text), tone }));
	const matrix = matrixOf([...examples, ...plain]);
	const learn = (rows: Int32Array) =>
		TONES.map((_, tone) => separate(matrix, tone, { rows: withCopies(rows), random }));
	const withCopies = (rows: Int32Array) =>
		Int32Array.from([...rows, ...rows.map((row) => row + examples.length)]);

	const order = Int32Array.from(examples.keys());
	random.shuffle(order);
	const scores: PerTone[] = [];
	for (let fold = 0; fold < FOLDS; fold++) {
		progress(`cross-validating, part ${fold + 1} of ${FOLDS}`);
		const weights = learn(order.filter((_, i) => i % FOLDS !== fold));
		order
			.filter((_, i) => i % FOLDS === fold)
			.forEach((row) => (scores[row] = scoresOf(matrix, weights, row)));
	}
	progress('calibrating');
	const tones = matrix.tones.subarray(0, examples.length);
	const calibration = calibrate(scores, tones);
	const odds = scores.map((row) => calibrated(calibration, row));
	const favour = chooseFavour(odds, tones);
	const threshold = chooseThreshold(odds, tones, { favour, rightShare: RIGHT_SHARE });

	progress('training on all examples');
	const weights = learn(order);
	return {
		format: FORMAT,
		seed,
		examples: examples.length,
		favour,
		threshold,
		...pack(matrix, weights, calibration),
	};
}

function scoresOf(
	{ columns, starts, entries, values }: Matrix,
	weights: readonly Weights[],
	row: number,
): PerTone {
	return weights.map((by) => {
		let score = by[columns]!;
		for (let k = starts[row]!; k < starts[row + 1]!; k++) score += by[entries[k]!]! * values[k]!;
		return score;
	}) as PerTone;
}

/** The calibration is linear too, so it is worked into the weights; of those, the strongest are kept. */
function pack({ columns, hashes }: Matrix, weights: readonly Weights[], { matrix, offset }: Calibration) {
	const overNeutral = (tone: 0 | 2) => ({
		by: Float64Array.from({ length: columns + 1 }, (_, column) =>
			weights.reduce((sum, scores, k) => sum + (matrix[tone]![k]! - matrix[1]![k]!) * scores[column]!, 0),
		),
		offset: offset[tone] - offset[1],
	});
	const sides = [overNeutral(0), overNeutral(2)];
	const strength = (column: number) => Math.max(...sides.map(({ by }) => Math.abs(by[column]!)));
	const kept = Array.from({ length: columns }, (_, column) => column)
		.sort((a, b) => strength(b) - strength(a) || hashes[a]! - hashes[b]!)
		.slice(0, KEPT)
		.sort((a, b) => hashes[a]! - hashes[b]!);
	const most = sides.map(({ by }) =>
		kept.reduce((largest, column) => Math.max(largest, Math.abs(by[column]!)), 1e-9),
	);
	const rounded = kept.flatMap((column) => sides.map(({ by }, side) => toByte(by[column]!, most[side]!)));
	return {
		bias: sides.map((side) => side.by[columns]! + side.offset),
		most,
		hashes: base64(packHashes(kept.map((column) => hashes[column]!))),
		weights: base64(new Uint8Array(Int8Array.from(rounded).buffer)),
	};
}

function base64(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('base64');
}

/** Rates examples as the product would, with the file as it is shipped. What is not taken for Vietnamese counts as neutral and not sure. */
export function measureTone(trained: Trained, examples: readonly Example[]): Measured & { notRated: number } {
	const none: PerTone[] = [];
	const model = readModel({ ...trained, measured: { confusion: none, sure: none, calibrationError: 0 } });
	const ratings = examples.map(({ text, tone }) => {
		const rating = rateTone(model, text);
		if (!rating.rated) return { tone, rated: 1, sure: false, probability: 0, known: false };
		const rated = TONES.indexOf(rating.tone);
		return { tone, rated, sure: rating.sure, probability: rating.probabilities[rated]!, known: true };
	});
	const confusion = (list: typeof ratings) =>
		confusionOf(
			list.map(({ tone }) => tone),
			list.map(({ rated }) => rated),
		);
	return {
		confusion: confusion(ratings),
		sure: confusion(ratings.filter(({ sure }) => sure)),
		calibrationError: calibrationError(
			ratings
				.filter(({ known }) => known)
				.map(({ tone, rated, probability }) => ({ probability, right: tone === rated })),
		),
		notRated: ratings.filter(({ known }) => !known).length,
	};
}
