import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CIVIC_SENTENCES } from './civic-sentences';
import { isVietnamese } from './language';
import { rateTone, strongestWords, type ToneRating } from './rate-tone';
import { shippedModel } from './shipped-model';
import { TONES } from './tone';
import { macroF1, weightedF1 } from './training/measure';

const model = shippedModel();

function rated(text: string): ToneRating {
	const rating = rateTone(model, text);
	if (!rating.rated) throw new Error(`not rated: ${rating.reason}`);
	return rating;
}

test('the shipped model was measured on sentences it had not seen, and is good enough', () => {
	expect(weightedF1(model.measured.confusion)).toBeGreaterThanOrEqual(0.92);
	expect(macroF1(model.measured.confusion)).toBeGreaterThanOrEqual(0.8);
});

test('most sentences about a town are rated as a reader would, and where it is sure nearly all', () => {
	const ratings = CIVIC_SENTENCES.map(([tone, text]) => ({ tone, rating: rated(text) }));
	const right = ratings.filter(({ tone, rating }) => rating.tone === tone);
	expect(right.length / ratings.length).toBeGreaterThanOrEqual(0.8);
	const sure = ratings.filter(({ rating }) => rating.sure);
	expect(sure.length / ratings.length).toBeGreaterThanOrEqual(0.4);
	expect(sure.filter(({ tone, rating }) => rating.tone === tone).length / sure.length).toBeGreaterThanOrEqual(
		0.9,
	);
});

test('a comment typed without marks has the same tone', () => {
	expect(rated('duong xau qua, ngap nuoc khong ai sua').tone).toBe('negative');
	expect(rated('can bo huong dan rat nhiet tinh va vui ve').tone).toBe('positive');
});

test('the words that carried a rating are those that a reader would point at', () => {
	const text = 'Cán bộ hướng dẫn rất nhiệt tình.';
	const words = strongestWords(rated(text), 3).map(({ start, end }) => text.slice(start, end));
	expect(words).toContain('nhiệt');
});

test('the weights of the words add up to what the rating says', () => {
	for (const [, text] of CIVIC_SENTENCES) {
		const { before, words, probabilities, tone, over } = rated(text);
		const sum = words.reduce((total, { weight }) => total + weight, before);
		const odds = Math.log(probabilities[TONES.indexOf(tone)]! / probabilities[TONES.indexOf(over)]!);
		expect(sum).toBeCloseTo(odds, 6);
	}
});

test('what is not Vietnamese, or has no words, is not rated', () => {
	expect(rateTone(model, 'The road is in terrible shape and nobody cares.')).toEqual({
		rated: false,
		reason: 'not-vietnamese',
	});
	expect(rateTone(model, ' … ')).toMatchObject({ rated: false });
	expect(isVietnamese('duong xau qua khong ai sua')).toBe(true);
});

test('any text is rated or refused, and every word that is named lies in it', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
			const rating = rateTone(model, text);
			if (!rating.rated) return;
			expect(rating.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
			for (const { start, end } of rating.words) {
				expect(start).toBeGreaterThanOrEqual(0);
				expect(end).toBeGreaterThan(start);
				expect(end).toBeLessThanOrEqual(text.length);
			}
		}),
	);
});
