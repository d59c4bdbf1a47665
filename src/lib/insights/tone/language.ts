/** A guess, from spelling alone, whether a text is Vietnamese, marked or typed without marks. In doubt it says no: no rating beats a wrong one. */
import { withoutMarks } from './tokens';

// Onset, vowels, coda of a syllable without marks. Syllables are written one by one, and few foreign words fit.
const SYLLABLE =
	/^(?:ngh|ng|nh|th|tr|ph|kh|gh|gi|qu|ch|[bcdghklmnpqrstvx])?(?:uyeu|ieu|yeu|uoi|uou|oai|oay|oeo|uay|uye|uya|uyu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ye|[aeiouy])(?:ch|ng|nh|[cmnpt])?$/;
const LONGEST_SYLLABLE = 7;
/** "k", "dc" and the like are short forms and tell nothing. */
const WITHOUT_VOWEL = /^[bcdfghjklmnpqrstvwxz]+$/;
/** They would pass for syllables, yet hardly ever stand in Vietnamese that is typed without marks. */
const ENGLISH = new Set('the to that they than he my by hang it at not but get in'.split(' '));
const WORD = /\p{L}[\p{L}\p{M}]*/gu;

const MARKED_SHARE = 0.2;
const MOST_FOREIGN = { marked: 0.5, plain: 0.25 };
const FEWEST_PLAIN_WORDS = 3;

/** Takes the text of a written form. */
export function isVietnamese(written: string): boolean {
	let words = 0;
	let marked = 0;
	let foreign = 0;
	for (const [word] of written.matchAll(WORD)) {
		const short = word.length <= LONGEST_SYLLABLE;
		const plain = short ? withoutMarks(word) : word;
		if (short && WITHOUT_VOWEL.test(plain)) continue;
		words += 1;
		if (!short || !SYLLABLE.test(plain)) foreign += 1;
		else if (plain !== word) marked += 1;
		else if (ENGLISH.has(word)) foreign += 1;
	}
	if (words === 0) return false;
	if (marked / words >= MARKED_SHARE) return foreign / words <= MOST_FOREIGN.marked;
	return words >= FEWEST_PLAIN_WORDS && foreign / words <= MOST_FOREIGN.plain;
}
