/**
 * Rates the tone of a comment and says which words carried the rating. Takes time in proportion to the comment's length.
 *
 * The model was learnt from what students write of their lessons; on other subjects it is right less often than it was measured
 * to be (docs/tone-model.md). Show a rating as an estimate, with its words, and let people correct it.
 */
import { writtenForm } from '../../comments/text/written';
import { eachFeature, GROUP_WEIGHTS, GROUPS } from './features';
import { isVietnamese } from './language';
import type { Model } from './model';
import { TONES, type PerTone, type Tone } from './tone';
import { tokensOf, type Token } from './tokens';

export interface CarryingWord {
	/** UTF-16 offsets in the comment; end is exclusive. */
	start: number;
	end: number;
	/** Log odds that this word, in its place, adds for the rating's tone over the next likely one; below zero it spoke against it. */
	weight: number;
}

export interface ToneRating {
	rated: true;
	tone: Tone;
	/** False: show "not sure" in place of the tone. */
	sure: boolean;
	/** How likely each tone is; they add up to 1. */
	probabilities: PerTone;
	/** The next likely tone, over which the words carried the rating. */
	over: Tone;
	/** What the model says before it has read a word. With the words' weights it adds up to log(p(tone) / p(over)). */
	before: number;
	/** Every word and sign, in the order of the text. */
	words: CarryingWord[];
}

export type Rating = ToneRating | { rated: false; reason: 'no-words' | 'not-vietnamese' };

export function rateTone(model: Model, text: string): Rating {
	const written = writtenForm(text);
	const tokens = tokensOf(written);
	if (tokens.length === 0) return { rated: false, reason: 'no-words' };
	if (!isVietnamese(written.text)) return { rated: false, reason: 'not-vietnamese' };
	const shares = weigh(model, tokens);
	const odds = logOdds(model, shares);
	const probabilities = softmax(odds);
	const [best, next] = rank(odds, model.favour);
	return {
		rated: true,
		tone: TONES[best],
		sure: probabilities[best] >= model.threshold,
		probabilities,
		over: TONES[next],
		before: against(model.bias[0]!, model.bias[1]!, { best, next }),
		words: tokens.map(({ start, end }, i) => ({
			start,
			end,
			weight: against(shares.negative[i]!, shares.positive[i]!, { best, next }),
		})),
	};
}

/** The words that spoke most for the rating, strongest first. */
export function strongestWords({ words }: ToneRating, limit = 5): CarryingWord[] {
	return words
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight || a.start - b.start)
		.slice(0, limit);
}

interface Shares {
	/** Per token, what it adds to the log odds against "neutral". */
	negative: Float64Array;
	positive: Float64Array;
}

/** An n-gram's weight is shared evenly by the tokens that it touches. */
function weigh({ find, negative, positive }: Model, tokens: readonly Token[]): Shares {
	const size = tokens.length;
	// By group, since the divisor is known only when all n-grams of the group have been seen.
	const sums = GROUPS.map(() => ({
		count: 0,
		negative: new Float64Array(size),
		positive: new Float64Array(size),
	}));
	eachFeature(tokens, (hash, group, from, to) => {
		const sum = sums[group]!;
		sum.count += 1;
		const place = find(hash);
		if (place < 0) return;
		const first = Math.min(Math.max(from, 0), size - 1);
		const last = Math.min(Math.max(to, 0), size - 1);
		const touched = last - first + 1;
		for (let i = first; i <= last; i++) {
			sum.negative[i]! += negative[place]! / touched;
			sum.positive[i]! += positive[place]! / touched;
		}
	});
	const factors = sums.map(({ count }, group) => GROUP_WEIGHTS[group]! / Math.sqrt(count || 1));
	const total = (side: 'negative' | 'positive') =>
		Float64Array.from(tokens, (_, i) =>
			sums.reduce((all, sum, group) => all + sum[side][i]! * factors[group]!, 0),
		);
	return { negative: total('negative'), positive: total('positive') };
}

function logOdds({ bias }: Model, { negative, positive }: Shares): PerTone {
	const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
	return [bias[0]! + sum(negative), 0, bias[1]! + sum(positive)];
}

export function softmax(odds: readonly number[]): PerTone {
	const highest = Math.max(...odds);
	const [negative, neutral, positive] = odds.map((value) => Math.exp(value - highest)) as PerTone;
	const all = negative + neutral + positive;
	return [negative / all, neutral / all, positive / all];
}

type Place = 0 | 1 | 2;

/** The tone to name, and the next one. */
export function rank(odds: readonly number[], favour: number): [Place, Place] {
	const favoured = [odds[0]!, odds[1]! + favour, odds[2]!];
	const places: Place[] = [0, 1, 2];
	const [best, next] = places.sort((a, b) => favoured[b]! - favoured[a]! || a - b);
	return [best!, next!];
}

function against(negative: number, positive: number, { best, next }: { best: Place; next: Place }): number {
	const sides = [negative, 0, positive];
	return sides[best]! - sides[next]!;
}
