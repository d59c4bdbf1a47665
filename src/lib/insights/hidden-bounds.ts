/**
 * What somebody can work out about a hidden cell of a table whose other cells and all of whose totals they know: the
 * smallest and the largest value that it can have. In a table of two dimensions that is a question of flows: to raise one
 * cell, others in its row and its column must give way, and so on around a cycle (Cox, "Suppression methodology and
 * statistical disclosure control", Journal of the American Statistical Association 75, 1980).
 */

export interface Table {
	/** Row by row; counts. */
	cells: readonly (readonly number[])[];
	hidden: readonly (readonly boolean[])[];
	/** By how much a cell can be more than it is, where something else is known that limits it (else Infinity); likewise less. */
	above?: readonly (readonly number[])[];
	below?: readonly (readonly number[])[];
}

/** How far the cell could be from what it is, down and up. Both 0: it is known. */
export function freedomOf(table: Table, row: number, column: number): { down: number; up: number } {
	const rows = table.cells.length;
	return {
		up: Math.min(
			table.above?.[row]![column] ?? Infinity,
			flow(table, { from: rows + column, to: row, without: [row, column] }),
		),
		down: Math.min(
			table.below?.[row]![column] ?? table.cells[row]![column]!,
			flow(table, { from: row, to: rows + column, without: [row, column] }),
		),
	};
}

interface Way {
	from: number;
	to: number;
	without: readonly [row: number, column: number];
}

/**
 * The largest flow, by augmenting along shortest ways (Edmonds and Karp). Nodes are the rows, then the columns. From a
 * column that has too much one gets to a row by lowering their cell, as far as it goes; from a row that lacks something
 * to a column by raising theirs, without limit but for what else is known.
 */
function flow({ cells, hidden, above, below }: Table, { from, to, without }: Way): number {
	const rows = cells.length;
	const nodes = rows + (cells[0]?.length ?? 0);
	const room = Array.from({ length: nodes }, () => new Float64Array(nodes));
	for (const [r, line] of cells.entries()) {
		for (const [c, value] of line.entries()) {
			if (!hidden[r]![c] || (r === without[0] && c === without[1])) continue;
			room[r]![rows + c] = above?.[r]![c] ?? Infinity;
			room[rows + c]![r] = below?.[r]![c] ?? value;
		}
	}
	let total = 0;
	for (;;) {
		const way = shortestWay(room, from, to);
		if (!way) return total;
		const step = Math.min(...way.map(([a, b]) => room[a]![b]!));
		if (step === Infinity) return Infinity;
		for (const [a, b] of way) {
			room[a]![b]! -= step;
			room[b]![a]! += step;
		}
		total += step;
	}
}

function shortestWay(
	room: readonly Float64Array[],
	from: number,
	to: number,
): [number, number][] | undefined {
	const before = new Map([[from, from]]);
	for (const node of before.keys()) {
		for (const [next, left] of room[node]!.entries())
			if (left > 0 && !before.has(next)) before.set(next, node);
		if (!before.has(to)) continue;
		const way: [number, number][] = [];
		for (let at = to; at !== from; at = before.get(at)!) way.unshift([before.get(at)!, at]);
		return way;
	}
	return undefined;
}
