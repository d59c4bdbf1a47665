/**
 * Linear support vector machines with squared hinge loss, one tone against the others, by dual coordinate descent (Hsieh et al. 2008,
 * the method of LIBLINEAR). Every model is the mean of two: one over the n-grams as they are, and one over n-grams scaled by how
 * much oftener they occur with the tone (naive Bayes features, Wang and Manning 2012), which is surer of rare strong words.
 */
import type { Random } from './random';
import type { Matrix } from './examples';

const ROUNDS = 30;
const GOOD_ENOUGH = 0.05;
const PENALTY = { plain: 0.5, scaled: 0.1 };

/** Weights by column, the bias last. */
export type Weights = Float64Array;

/** @param rows the rows to learn from */
export function separate(
	matrix: Matrix,
	tone: number,
	{ rows, random }: { rows: Int32Array; random: Random },
): Weights {
	const scale = howMuchOftener(matrix, tone, rows);
	const even = new Float64Array(matrix.columns).fill(1);
	const plain = descend(matrix, { tone, rows, random, scale: even, penalty: PENALTY.plain });
	const scaled = descend(matrix, { tone, rows, random, scale, penalty: PENALTY.scaled });
	return plain.map((weight, column) => (weight + scaled[column]!) / 2);
}

/** Log of the ratio of an n-gram's frequencies with and without the tone; every n-gram is seen once more than it was. */
function howMuchOftener(
	{ columns, starts, entries, tones }: Matrix,
	tone: number,
	rows: Int32Array,
): Float64Array {
	const having = new Float64Array(columns).fill(1);
	const others = new Float64Array(columns).fill(1);
	for (const row of rows) {
		const counts = tones[row] === tone ? having : others;
		for (let k = starts[row]!; k < starts[row + 1]!; k++) counts[entries[k]!]! += 1;
	}
	const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);
	const base = Math.log(sum(others) / sum(having));
	return having.map((count, column) => Math.log(count / others[column]!) + base);
}

interface Task {
	tone: number;
	rows: Int32Array;
	random: Random;
	scale: Float64Array;
	/** C: what a misplaced comment costs. */
	penalty: number;
}

function descend({ columns, starts, entries, values, tones }: Matrix, task: Task): Weights {
	const { tone, scale, penalty } = task;
	const weights = new Float64Array(columns + 1);
	const duals = new Float64Array(task.rows.length);
	const diagonal = 0.5 / penalty;
	const scaledValues = values.map((value, k) => value * scale[entries[k]!]!);
	const curvature = Float64Array.from(task.rows, (row) => {
		let sum = 1 + diagonal;
		for (let k = starts[row]!; k < starts[row + 1]!; k++) sum += scaledValues[k]! ** 2;
		return sum;
	});
	const order = Int32Array.from(duals.keys());
	for (let round = 0; round < ROUNDS; round++) {
		task.random.shuffle(order);
		let highest = -Infinity;
		let lowest = Infinity;
		for (const i of order) {
			const row = task.rows[i]!;
			const sign = tones[row] === tone ? 1 : -1;
			let score = weights[columns]!;
			for (let k = starts[row]!; k < starts[row + 1]!; k++) score += weights[entries[k]!]! * scaledValues[k]!;
			const gradient = sign * score - 1 + duals[i]! * diagonal;
			const projected = duals[i] === 0 ? Math.min(gradient, 0) : gradient;
			highest = Math.max(highest, projected);
			lowest = Math.min(lowest, projected);
			const before = duals[i]!;
			duals[i] = Math.max(before - gradient / curvature[i]!, 0);
			const step = (duals[i]! - before) * sign;
			if (step === 0) continue;
			for (let k = starts[row]!; k < starts[row + 1]!; k++) weights[entries[k]!]! += step * scaledValues[k]!;
			weights[columns]! += step;
		}
		if (highest - lowest < GOOD_ENOUGH) break;
	}
	for (let column = 0; column < columns; column++) weights[column]! *= scale[column]!;
	return weights;
}
