/** What changed between two texts, line by line: the longest common subsequence of their lines (Hunt and McIlroy, 1976). */

export interface DiffLine {
	what: 'same' | 'added' | 'removed';
	text: string;
}

/** Past so many cells the whole is shown as replaced: nobody waits for a comparison. */
const MOST_CELLS = 4_000_000;

export function diffLines(before: string, after: string): DiffLine[] {
	const [a, b] = [before === '' ? [] : before.split('\n'), after === '' ? [] : after.split('\n')];
	const removed = (text: string): DiffLine => ({ what: 'removed', text });
	const added = (text: string): DiffLine => ({ what: 'added', text });
	if ((a.length + 1) * (b.length + 1) > MOST_CELLS) return [...a.map(removed), ...b.map(added)];
	const width = b.length + 1;
	// common[i * width + j]: lines in common from a[i] and b[j] on
	const common = new Uint32Array((a.length + 1) * width);
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			common[i * width + j] =
				a[i] === b[j]
					? common[(i + 1) * width + j + 1]! + 1
					: Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
		}
	}
	const lines: DiffLine[] = [];
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			lines.push({ what: 'same', text: a[i++]! });
			j++;
		} else if (
			j >= b.length ||
			(i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
		) {
			lines.push(removed(a[i++]!));
		} else lines.push(added(b[j++]!));
	}
	return lines;
}
