import { describe, expect, test } from 'vitest';
import { cohensKappa, type Square } from './kappa';

describe("Cohen's kappa", () => {
	test.each<[what: string, pairs: Square, share: number, kappa: number | null]>([
		// 35 of 50 alike; by chance (25 * 30 + 25 * 20) / 2500 = 0.5: (0.7 - 0.5) / 0.5.
		[
			'by hand',
			[
				[20, 5],
				[10, 15],
			],
			0.7,
			0.4,
		],
		[
			'always the same',
			[
				[7, 0],
				[0, 3],
			],
			1,
			1,
		],
		[
			'never the same',
			[
				[0, 5],
				[5, 0],
			],
			0,
			-1,
		],
		[
			'as often as by chance',
			[
				[25, 25],
				[25, 25],
			],
			0.5,
			0,
		],
		[
			'one answer alone, where nothing can be said of it',
			[
				[9, 0],
				[0, 0],
			],
			1,
			null,
		],
		// A second queue of nothing but rejections: whatever is answered, kappa is 0.
		[
			'the first always the same',
			[
				[0, 0],
				[4, 16],
			],
			0.8,
			0,
		],
	])('%s', (_, pairs, share, kappa) => {
		const agreement = cohensKappa(pairs)!;
		expect(agreement.share).toBeCloseTo(share, 12);
		if (kappa === null) expect(agreement.kappa).toBeNull();
		else expect(agreement.kappa).toBeCloseTo(kappa, 12);
		expect(agreement.low).toBeGreaterThanOrEqual(-1);
		expect(agreement.high).toBeLessThanOrEqual(1);
	});

	test('of nothing there is none', () => {
		expect(
			cohensKappa([
				[0, 0],
				[0, 0],
			]),
		).toBeUndefined();
	});

	test('its interval is that of the large-sample formula, computed apart', () => {
		// By the delta method, with derivatives taken numerically: the same variance, another way.
		const cells = [118, 23, 31, 228].map((n) => n + 0.5);
		const total = cells.reduce((a, b) => a + b, 0);
		const kappaOf = ([aa, ab, ba, bb]: number[]) => {
			const n = aa! + ab! + ba! + bb!;
			const expected = ((aa! + ab!) * (aa! + ba!) + (ba! + bb!) * (ab! + bb!)) / (n * n);
			return ((aa! + bb!) / n - expected) / (1 - expected);
		};
		const step = 1e-4;
		const slopes = cells.map((_, k) => {
			const nudged = (by: number) => kappaOf(cells.map((n, i) => (i === k ? n + by : n)));
			return ((nudged(step) - nudged(-step)) / (2 * step)) * total;
		});
		const mean = slopes.reduce((sum, slope, k) => sum + (slope * cells[k]!) / total, 0);
		const square = slopes.reduce((sum, slope, k) => sum + (slope ** 2 * cells[k]!) / total, 0);
		const reach = 1.959963984540054 * Math.sqrt((square - mean ** 2) / total);
		const { low, high } = cohensKappa([
			[118, 23],
			[31, 228],
		])!;
		expect(low).toBeCloseTo(kappaOf(cells) - reach, 6);
		expect(high).toBeCloseTo(kappaOf(cells) + reach, 6);
	});

	test.each([20, 50, 200])(
		'of %i pairs, its interval holds the truth about nineteen times in twenty',
		(size) => {
			// Two judges who agree on four in five; both reject three in ten.
			const truth = [0.6, 0.1, 0.1, 0.2];
			const kappa = (0.8 - (0.49 + 0.09)) / (1 - (0.49 + 0.09));
			let seed = 42;
			const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
			let held = 0;
			const rounds = 2_000;
			for (let round = 0; round < rounds; round++) {
				const drawn = [0, 0, 0, 0];
				for (let i = 0; i < size; i++) {
					const at = random();
					drawn[at < truth[0]! ? 0 : at < 0.7 ? 1 : at < 0.8 ? 2 : 3]!++;
				}
				const [aa, ab, ba, bb] = drawn as [number, number, number, number];
				const { low, high } = cohensKappa([
					[aa, ab],
					[ba, bb],
				])!;
				if (low <= kappa && kappa <= high) held++;
			}
			expect(held / rounds).toBeGreaterThan(0.93);
			expect(held / rounds).toBeLessThan(0.985);
		},
	);
});
