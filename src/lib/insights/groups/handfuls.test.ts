import { expect, test } from 'vitest';
import { handfuls } from './handfuls';
import { seeded } from './random';

test('every mark stands for at least so many people, whatever their number', () => {
	const random = seeded(3);
	for (let people = 1; people <= 40; people++) {
		const points = Array.from({ length: people }, () => [random(), random()]);
		expect(handfuls(points, 5)).toHaveLength(Math.max(1, Math.floor(people / 5)));
	}
	expect(handfuls([], 5)).toEqual([]);
});

test('those who are near each other share one, and somebody far out has none alone', () => {
	const near = Array.from({ length: 5 }, (_, i) => [i / 100, 0]);
	const far = Array.from({ length: 5 }, (_, i) => [10 + i / 100, 0]);
	expect(
		handfuls([...near, ...far], 5)
			.map(([x]) => Math.round(x!))
			.sort(),
	).toEqual([0, 10]);
	const [only, ...others] = handfuls([...near, [50, 0]], 5);
	expect(others).toEqual([]);
	expect(only![0]).toBeLessThan(10);
});
