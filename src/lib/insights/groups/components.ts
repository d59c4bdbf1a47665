/**
 * Owns the directions in which people's answers differ most: a principal component analysis of a table with holes. As in
 * Polis (Small et al. 2021, "Polis: Scaling deliberation by mapping high dimensional opinion spaces"), a hole counts as
 * the mean of its comment, so in the centred table it is zero and the table stays sparse. Subspace iteration with
 * Rayleigh-Ritz (Saad, Numerical Methods for Large Eigenvalue Problems, 5.2) needs nothing but products with it.
 */
import type { Answers } from './answers';
import { seeded, shuffle, type Random } from './random';
import { symmetricEigen } from './symmetric-eigen';

export interface Components {
	/** Strongest first, one unit-length direction over the comments each. */
	axes: Float64Array[];
	/** Singular values of the centred table. */
	strengths: number[];
}

/** The table's values less their comment's mean; `means` by comment. */
export interface Centred {
	values: Float64Array;
	means: Float64Array;
}

/** Directions beyond the wanted ones speed the wanted ones up: the error shrinks by the ratio to the first left out. */
const SPARE = 7;
const MOST_ROUNDS = 100;
const TOLERANCE = 1e-11;
const SHUFFLES = 5;
/** Enough for the largest value alone, to a thousandth, even where the next are close behind. */
const LANCZOS_STEPS = 40;

export function centre(answers: Answers): Centred {
	const sums = new Float64Array(answers.comments.length);
	const counts = new Float64Array(answers.comments.length);
	answers.comment.forEach((comment, entry) => {
		sums[comment]! += answers.value[entry]!;
		counts[comment]! += 1;
	});
	const means = sums.map((sum, comment) => (counts[comment] ? sum / counts[comment]! : 0));
	return {
		values: Float64Array.from(answers.value, (value, i) => value - means[answers.comment[i]!]!),
		means,
	};
}

/**
 * @param floor rounds end when every direction stronger than this, and the first two, have come to rest: the others are
 *   chance, close together, and would take for ever
 * @param warm directions to begin from, one value per comment: last time's are nearly right already
 */
export function findComponents(
	answers: Answers,
	values: Float64Array,
	{ wanted, floor, warm = [] }: { wanted: number; floor: number; warm?: Float64Array[] },
): Components {
	const width = answers.comments.length;
	const size = Math.min(wanted + SPARE, width, answers.people.length);
	const random = seeded(1);
	const anywhere = () => Float64Array.from({ length: width }, () => random() - 0.5);
	let axes = orthonormal(
		Array.from({ length: size }, (_, i) => warm[i] ?? anywhere()),
		random,
	);
	let strengths: number[] = [];
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const image = carry(answers, values, axes);
		const { values: squares, vectors } = symmetricEigen(axes.map((a) => image.map((b) => dot(a, b))));
		const next = squares.map((square) => Math.sqrt(Math.max(square, 0)));
		const moved = next.map((strength, i) => Math.abs(strength - (strengths[i] ?? Infinity)));
		strengths = next;
		if (moved.every((by, i) => (i > 1 && (i >= wanted || next[i]! <= floor)) || by <= TOLERANCE * next[0]!)) {
			axes = vectors.map((mix) => combine(axes, mix));
			break;
		}
		axes = orthonormal(
			vectors.map((mix) => combine(image, mix)),
			random,
		);
	}
	return { axes: axes.slice(0, wanted), strengths: strengths.slice(0, wanted) };
}

/**
 * How strong the strongest direction gets by chance alone, where nobody's answers have to do with each other: every
 * comment keeps its answers and who gave one, but they are dealt out anew. What is no stronger tells nothing (parallel
 * analysis: Horn 1965; Buja and Eyuboglu 1992 for shuffles).
 */
export function chanceStrength(answers: Answers, values: Float64Array): number {
	const random = seeded(2);
	const columns: number[][] = answers.comments.map(() => []);
	answers.comment.forEach((comment, entry) => columns[comment]!.push(entry));
	const strongest = Array.from({ length: SHUFFLES }, () => {
		const dealt = new Float64Array(values.length);
		for (const entries of columns) {
			const column = Float64Array.from(entries, (entry) => values[entry]!);
			shuffle(column, random);
			entries.forEach((entry, i) => (dealt[entry] = column[i]!));
		}
		return largestStrength(answers, dealt, random);
	});
	return Math.max(...strongest);
}

/** Lanczos's method, every direction kept and cleared of those before it (Golub and Van Loan, 10.1 and 10.3). */
function largestStrength(answers: Answers, values: Float64Array, random: Random): number {
	const width = answers.comments.length;
	const start = Float64Array.from({ length: width }, () => random() - 0.5);
	const basis = orthonormal([start], random);
	const images: Float64Array[] = [];
	while (images.length < Math.min(LANCZOS_STEPS, width)) {
		const [image] = carry(answers, values, [basis[images.length]!]);
		images.push(image!);
		append(basis, image!, random);
	}
	const small = images.map((_, i) => images.map((image) => dot(basis[i]!, image)));
	return Math.sqrt(Math.max(symmetricEigen(small).values[0] ?? 0, 0));
}

/** From comments to people and back: the centred table's square, times each direction. */
function carry(answers: Answers, values: Float64Array, axes: readonly Float64Array[]): Float64Array[] {
	const count = axes.length;
	const width = answers.comments.length;
	// Side by side, so that the table is read twice for all directions and not twice for each.
	const from = new Float64Array(width * count);
	axes.forEach((axis, i) => axis.forEach((x, comment) => (from[comment * count + i] = x)));
	const to = new Float64Array(width * count);
	const place = new Float64Array(count);
	for (let row = 0; row < answers.people.length; row++) {
		const end = answers.start[row + 1]!;
		place.fill(0);
		for (let entry = answers.start[row]!; entry < end; entry++) {
			const at = answers.comment[entry]! * count;
			for (let i = 0; i < count; i++) place[i]! += values[entry]! * from[at + i]!;
		}
		for (let entry = answers.start[row]!; entry < end; entry++) {
			const at = answers.comment[entry]! * count;
			for (let i = 0; i < count; i++) to[at + i]! += values[entry]! * place[i]!;
		}
	}
	return axes.map((_, i) => Float64Array.from({ length: width }, (_, comment) => to[comment * count + i]!));
}

/** By person, the place along one direction. */
export function project(answers: Answers, values: Float64Array, axis: Float64Array): Float64Array {
	const places = new Float64Array(answers.people.length);
	for (let row = 0; row < places.length; row++) {
		let sum = 0;
		for (let entry = answers.start[row]!; entry < answers.start[row + 1]!; entry++) {
			sum += values[entry]! * axis[answers.comment[entry]!]!;
		}
		places[row] = sum;
	}
	return places;
}

function orthonormal(axes: readonly Float64Array[], random: Random): Float64Array[] {
	const done: Float64Array[] = [];
	for (const axis of axes) append(done, axis, random);
	return done;
}

/** Gram and Schmidt, twice for accuracy; a direction that vanishes is replaced by a random one. */
function append(done: Float64Array[], given: Float64Array, random: Random): void {
	let axis = Float64Array.from(given);
	for (let attempt = 0; attempt < 3; attempt++) {
		const before = Math.sqrt(dot(axis, axis));
		for (let pass = 0; pass < 2; pass++) {
			for (const other of done) add(axis, other, -dot(axis, other));
		}
		const after = Math.sqrt(dot(axis, axis));
		if (after > 1e-10 * before) {
			done.push(axis.map((x) => x / after));
			return;
		}
		axis = axis.map(() => random() - 0.5);
	}
}

function combine(block: Float64Array[], mix: number[]): Float64Array {
	const sum = new Float64Array(block[0]?.length ?? 0);
	block.forEach((axis, i) => add(sum, axis, mix[i]!));
	return sum;
}

function add(to: Float64Array, axis: Float64Array, times: number): void {
	for (let i = 0; i < to.length; i++) to[i]! += times * axis[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}
