/**
 * The tone model in memory and as a file. It is linear: an n-gram adds its two weights, divided by the square root of how many n-grams of
 * its group the text has, to the log odds of "negative" and of "positive" against "neutral". The file holds hashes and weights alone,
 * no word of any text.
 */
import { HASH_BITS } from './features';
import type { PerTone } from './tone';

/** How the model did on comments that it was not trained on. */
export interface Measured {
	/** confusion[true tone][rated tone], in the order of TONES, whether sure or not. */
	confusion: PerTone[];
	/** The same for those alone of which the model was sure. */
	sure: PerTone[];
	/** Mean distance between how sure the model was and how often it was right (expected calibration error, ten bins). */
	calibrationError: number;
}

export interface ModelFile {
	format: number;
	seed: number;
	examples: number;
	/** Added to the log odds of "neutral" when one tone must be named, since there are few neutral comments to learn from. */
	favour: number;
	/** A rating of at least this probability is sure. */
	threshold: number;
	/** Log odds of negative and positive against neutral, before any n-gram. */
	bias: number[];
	/** The largest weight, for negative and for positive. */
	most: number[];
	/** Base 64: ascending hashes as differences, seven bits a byte, the low ones first, the high bit saying that more follow. */
	hashes: string;
	/** Base 64: two signed bytes a hash, negative and positive; see `toByte`. */
	weights: string;
	measured: Measured;
}

export const FORMAT = 2;

export interface Model extends Pick<ModelFile, 'favour' | 'threshold' | 'bias' | 'measured'> {
	/** The place of an n-gram's weights, or -1. */
	find: (hash: number) => number;
	negative: Float32Array;
	positive: Float32Array;
}

/** @throws for a file of another format, or a damaged one */
export function readModel(file: ModelFile): Model {
	if (file.format !== FORMAT) throw new Error(`The tone model has format ${file.format}, not ${FORMAT}.`);
	const hashes = unpackHashes(bytesOf(file.hashes));
	const weights = Int8Array.from(bytesOf(file.weights), (byte) => (byte << 24) >> 24);
	if (weights.length !== 2 * hashes.length) throw new Error('The tone model is damaged.');
	return {
		favour: file.favour,
		threshold: file.threshold,
		bias: file.bias,
		measured: file.measured,
		find: finder(hashes),
		negative: Float32Array.from(hashes, (_, i) => fromByte(weights[2 * i]!, file.most[0]!)),
		positive: Float32Array.from(hashes, (_, i) => fromByte(weights[2 * i + 1]!, file.most[1]!)),
	};
}

const STEPS = 127;

/** A weight as its root in 127 steps: most weights are small, and even steps would round those off. */
export function toByte(weight: number, most: number): number {
	return Math.sign(weight) * Math.round(Math.sqrt(Math.abs(weight) / most) * STEPS);
}

function fromByte(byte: number, most: number): number {
	return Math.sign(byte) * (byte / STEPS) ** 2 * most;
}

/** @param hashes ascending */
export function packHashes(hashes: Iterable<number>): Uint8Array {
	const bytes: number[] = [];
	let before = 0;
	for (const hash of hashes) {
		let rest = hash - before;
		before = hash;
		for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
		bytes.push(rest);
	}
	return Uint8Array.from(bytes);
}

function unpackHashes(bytes: Uint8Array): Int32Array {
	const hashes: number[] = [];
	let hash = 0;
	let shift = 0;
	for (const byte of bytes) {
		hash += (byte & 127) << shift;
		shift += 7;
		if (byte > 127) continue;
		hashes.push(hash);
		shift = 0;
	}
	return Int32Array.from(hashes);
}

const BUCKET_BITS = 16;

/** A hash's high bits lead to a handful of neighbours. Ten times as fast as a Map, and an eighth of its memory. */
function finder(hashes: Int32Array): Model['find'] {
	const shift = HASH_BITS - BUCKET_BITS;
	const starts = new Int32Array(2 ** BUCKET_BITS + 1);
	for (const hash of hashes) starts[(hash >>> shift) + 1]! += 1;
	for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
	return (hash) => {
		const bucket = hash >>> shift;
		for (let i = starts[bucket]!; i < starts[bucket + 1]!; i++) if (hashes[i] === hash) return i;
		return -1;
	};
}

function bytesOf(base64: string): Uint8Array {
	return Buffer.from(base64, 'base64');
}
