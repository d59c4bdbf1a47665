/** The map as it is drawn: from places to lengths in a frame. Both axes have one scale, since distances are what it shows. */

type Place = readonly [x: number, y: number];

export const FRAME = { width: 480, height: 320 } as const;
const MARGIN = 42;
const SHAPES = 5;

/** The same group has the same shape and colour always; more than five groups there are never at a time. */
export function looksOf(slot: number): number {
	return slot % SHAPES;
}

/** Of a group, for `fill` and `stroke`. */
export function colourOf(slot: number): string {
	return `var(--series-${looksOf(slot) + 1})`;
}

export interface Drawn {
	slot: number;
	marks: Place[];
	/** The smallest shape with corners that holds its marks. */
	outline: Place[];
	/** For its letter. */
	middle: Place;
}

export function drawGroups(groups: readonly { slot: number; marks: readonly Place[] }[]): Drawn[] {
	const all = groups.flatMap(({ marks }) => marks);
	const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
	const scale = Math.min(
		(FRAME.width - 2 * MARGIN) / (right - left || 1),
		(FRAME.height - 2 * MARGIN) / (bottom - top || 1),
	);
	const toFrame = ([x, y]: Place): Place => [
		tenth(FRAME.width / 2 + (x - (left + right) / 2) * scale),
		tenth(FRAME.height / 2 - (y - (top + bottom) / 2) * scale),
	];
	return groups.map(({ slot, marks }) => {
		const drawn = marks.map(toFrame);
		const mean = (axis: 0 | 1) => tenth(drawn.reduce((sum, place) => sum + place[axis], 0) / drawn.length);
		return { slot, marks: drawn, outline: outlineOf(drawn), middle: [mean(0), mean(1)] };
	});
}

function tenth(length: number): number {
	return Math.round(length * 10) / 10;
}

/** The convex hull (Andrew's monotone chain). */
export function outlineOf(places: readonly Place[]): Place[] {
	const sorted = [...places].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
	const half = (order: readonly Place[]) => {
		const chain: Place[] = [];
		for (const place of order) {
			while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, place) <= 0) chain.pop();
			chain.push(place);
		}
		return chain.slice(0, -1);
	};
	return sorted.length < 3 ? sorted : [...half(sorted), ...half([...sorted].reverse())];
}

function turn(a: Place, b: Place, c: Place): number {
	return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** The path of a group's mark: circle, square, triangle, diamond, cross. */
export function markPath(slot: number, [x, y]: Place, r: number): string {
	switch (looksOf(slot)) {
		case 0:
			return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
		case 1:
			return `M${x - 0.9 * r} ${y - 0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}z`;
		case 2:
			return `M${x} ${y - 1.2 * r}l${1.2 * r} ${2.1 * r}h${-2.4 * r}z`;
		case 3:
			return `M${x} ${y - 1.35 * r}l${1.35 * r} ${1.35 * r}l${-1.35 * r} ${1.35 * r}l${-1.35 * r} ${-1.35 * r}z`;
		default: {
			const [arm, bar] = [1.2 * r, 0.8 * r];
			return `M${x - bar / 2} ${y - arm}h${bar}v${arm - bar / 2}h${arm - bar / 2}v${bar}h${-(arm - bar / 2)}v${arm - bar / 2}h${-bar}v${-(arm - bar / 2)}h${-(arm - bar / 2)}v${-bar}h${arm - bar / 2}z`;
		}
	}
}
