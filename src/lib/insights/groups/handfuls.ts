/**
 * People on the map, a handful at a time: a mark stands in the middle of at least so many who are near each other, and
 * nobody has one of their own (microaggregation by MDAV, Domingo-Ferrer and Torra 2005: fixed size, the farthest first).
 */
import type { Point } from './k-means';

/** @returns the middle of each handful of at least `fewest`; one of all where they are fewer than two handfuls */
export function handfuls(points: readonly Point[], fewest: number): Point[] {
	let rest = [...points];
	const middles: Point[] = [];
	while (rest.length >= 2 * fewest) {
		const far = farthest(rest, middle(rest));
		const near = nearestOf(rest, far, fewest);
		middles.push(middle(near));
		const taken = new Set(near);
		rest = rest.filter((point) => !taken.has(point));
	}
	return rest.length > 0 ? [...middles, middle(rest)] : middles;
}

function middle(points: readonly Point[]): Point {
	return points[0]!.map((_, axis) => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length);
}

function farthest(points: readonly Point[], from: Point): Point {
	return points.reduce((far, point) => (gap(point, from) > gap(far, from) ? point : far));
}

function nearestOf(points: readonly Point[], to: Point, count: number): Point[] {
	return [...points].sort((a, b) => gap(a, to) - gap(b, to)).slice(0, count);
}

function gap(a: Point, b: Point): number {
	return a.reduce((sum, x, axis) => sum + (x - b[axis]!) ** 2, 0);
}
