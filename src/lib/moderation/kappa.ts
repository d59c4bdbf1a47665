/** How far two who judged the same agree beyond chance. */

/** Rows: what the first said; columns: the second. Counts. */
export type Square = readonly [readonly [number, number], readonly [number, number]];

export interface Agreement {
	count: number;
	/** Share on which both said the same, 0 to 1. */
	share: number;
	/** 1: always the same; 0: no more often than by chance. Null where both always gave one and the same answer. */
	kappa: number | null;
	/** 95 %. */
	low: number;
	high: number;
}

const Z = 1.959963984540054;

/**
 * Cohen's kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
 * (1960), 37-46. Its interval after J. L. Fleiss, J. Cohen and B. S. Everitt, "Large sample standard errors of kappa and
 * weighted kappa", Psychological Bulletin 72 (1969), 323-327, with half a count added to each cell, so that ten pairs
 * which happen to agree do not pass for certainty.
 *
 * @returns undefined without pairs
 */
export function cohensKappa(pairs: Square): Agreement | undefined {
	const raw = measure(pairs);
	if (raw.count === 0) return undefined;
	const smoothed = measure(pairs.map((row) => row.map((n) => n + 0.5)) as unknown as Square);
	const reach = Z * smoothed.error;
	return {
		count: raw.count,
		share: raw.share,
		kappa: raw.expected === 1 ? null : raw.kappa,
		low: Math.max(-1, smoothed.kappa - reach),
		high: Math.min(1, smoothed.kappa + reach),
	};
}

function measure([[aa, ab], [ba, bb]]: Square) {
	const count = aa + ab + ba + bb;
	// Shares of the first (rows) and of the second (columns) for either answer.
	const rows = [(aa + ab) / count, (ba + bb) / count] as const;
	const columns = [(aa + ba) / count, (ab + bb) / count] as const;
	const share = (aa + bb) / count;
	const expected = rows[0] * columns[0] + rows[1] * columns[1];
	const kappa = (share - expected) / (1 - expected);
	const same = (n: number, i: 0 | 1) => (n / count) * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2;
	const other = (n: number, i: 0 | 1, j: 0 | 1) => (n / count) * (columns[i] + rows[j]) ** 2;
	const variance =
		same(aa, 0) +
		same(bb, 1) +
		(1 - kappa) ** 2 * (other(ab, 0, 1) + other(ba, 1, 0)) -
		(kappa - expected * (1 - kappa)) ** 2;
	return { count, share, expected, kappa, error: Math.sqrt(Math.max(0, variance) / count) / (1 - expected) };
}
