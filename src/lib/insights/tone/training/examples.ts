/** Comments with a known tone, as rows of a sparse matrix: one column per n-gram, value = group weight × count / √(n-grams of the group). */
import { writtenForm } from '../../../comments/text/written';
import { eachFeature, GROUP_WEIGHTS, GROUPS } from '../features';
import { tokensOf } from '../tokens';

export interface Example {
	text: string;
	/** A place in TONES. */
	tone: number;
}

export interface Matrix {
	rows: number;
	columns: number;
	/** The n-gram's hash, by column. */
	hashes: Int32Array;
	/** Row r holds the entries from starts[r] to starts[r + 1]. */
	starts: Int32Array;
	entries: Int32Array;
	values: Float32Array;
	tones: Uint8Array;
}

export function matrixOf(examples: readonly Example[]): Matrix {
	const columnOf = new Map<number, number>();
	const starts = new Int32Array(examples.length + 1);
	const entries: number[] = [];
	const values: number[] = [];
	examples.forEach(({ text }, row) => {
		const count = new Map<number, number>();
		const inGroup = GROUPS.map(() => 0);
		const groupOf = new Map<number, number>();
		eachFeature(tokensOf(writtenForm(text)), (hash, group) => {
			count.set(hash, (count.get(hash) ?? 0) + 1);
			groupOf.set(hash, group);
			inGroup[group]! += 1;
		});
		for (const [hash, times] of count) {
			let column = columnOf.get(hash);
			if (column === undefined) columnOf.set(hash, (column = columnOf.size));
			const group = groupOf.get(hash)!;
			entries.push(column);
			values.push((GROUP_WEIGHTS[group]! * times) / Math.sqrt(inGroup[group]!));
		}
		starts[row + 1] = entries.length;
	});
	return {
		rows: examples.length,
		columns: columnOf.size,
		hashes: Int32Array.from(columnOf.keys()),
		starts,
		entries: Int32Array.from(entries),
		values: Float32Array.from(values),
		tones: Uint8Array.from(examples, ({ tone }) => tone),
	};
}
