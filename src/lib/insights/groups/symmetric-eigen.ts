/**
 * Eigenvalues, largest first, and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan,
 * Matrix Computations, 8.5). Both are rows: `vectors[i]` belongs to `values[i]`. The given matrix is not kept.
 */
export function symmetricEigen(matrix: number[][]): { values: number[]; vectors: number[][] } {
	const size = matrix.length;
	const a = matrix.map((row) => [...row]);
	const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
	for (let sweep = 0; sweep < 50 && offDiagonal(a) > 1e-30 * scale(a); sweep++) {
		for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, [p, q]);
	}
	const order = a.map((_, i) => i).sort((i, j) => a[j]![j]! - a[i]![i]! || i - j);
	return { values: order.map((i) => a[i]![i]!), vectors: order.map((i) => v[i]!) };
}

function rotate(a: number[][], v: number[][], [p, q]: readonly [number, number]): void {
	const off = a[p]![q]!;
	if (off === 0) return;
	const theta = (a[q]![q]! - a[p]![p]!) / (2 * off);
	const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
	const c = 1 / Math.hypot(t, 1);
	const s = t * c;
	for (const row of a) {
		const [x, y] = [row[p]!, row[q]!];
		row[p] = c * x - s * y;
		row[q] = s * x + c * y;
	}
	for (const rows of [a, v]) {
		const [above, below] = [rows[p]!, rows[q]!];
		rows[p] = above.map((x, i) => c * x - s * below[i]!);
		rows[q] = above.map((x, i) => s * x + c * below[i]!);
	}
}

function offDiagonal(a: number[][]): number {
	return a.reduce((sum, row, i) => sum + row.reduce((s, x, j) => (i === j ? s : s + x * x), 0), 0);
}

function scale(a: number[][]): number {
	return a.reduce((sum, row) => sum + row.reduce((s, x) => s + x * x, 0), 0);
}
