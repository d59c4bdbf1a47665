import { describe, expect, it } from 'vitest';
import { hearVoices, type Tally } from './voices';

const said = (agree: number, disagree: number, pass = 0): Tally => ({ agree, disagree, pass });

describe('what the groups say', () => {
	const voices = hearVoices(
		['both', 'neither', 'split', 'lean', 'few', 'passed'],
		[
			[said(39, 1), said(29, 1)],
			[said(1, 30), said(1, 25)],
			[said(36, 4), said(3, 27)],
			[said(30, 10), said(16, 14)],
			[said(4, 0), said(0, 4)],
			[said(0, 0, 40), said(0, 0, 30)],
		],
	);

	it('is common where more than half of every group take one stance for certain', () => {
		expect(voices.common.map(({ comment, stance }) => [comment, stance])).toEqual([
			['both', 'agree'],
			['neither', 'disagree'],
		]);
		expect(voices.common[0]!.lowestShare).toBeCloseTo(29 / 30, 12);
	});

	it('sets a group apart where it differs from the others and most of it say so', () => {
		// Pooled 39/70: 0.8 / √(39/70 × 31/70 × (1/40 + 1/30)).
		const [first] = voices.distinctive[0]!;
		expect(first).toMatchObject({ comment: 'split', stance: 'agree', share: 0.9, elsewhere: 0.1 });
		expect(first!.z).toBeCloseTo(6.66832, 5);
		expect(voices.distinctive[1]!.map(({ comment, stance }) => [comment, stance])).toEqual([
			['split', 'disagree'],
		]);
	});

	it('divides where one group mostly agrees and another mostly does not', () => {
		expect(voices.divisive.map(({ comment, most, least }) => [comment, most, least])).toEqual([
			['split', 0, 1],
		]);
		expect(voices.divisive[0]!.gap).toBeCloseTo(0.8, 12);
	});

	it('is nothing without comments', () => {
		expect(hearVoices([], [])).toEqual({ distinctive: [], common: [], divisive: [] });
	});
});
