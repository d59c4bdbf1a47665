/** An entry of a word list, as moderators edit it. */
import { z } from 'zod';

/**
 * How the accents of an entry bind.
 * `exact`: as written. "đụ" is not "du", "ngu" is not "ngủ".
 * `may-lack`: a text may leave accents out, as people do in haste, but not have others: "địt mẹ" is found in "dit me", not in "đít mẹ".
 * `any`: whatever accents the text has; for words of languages without accents.
 */
export const ACCENTS = ['exact', 'may-lack', 'any'] as const;

export const wordEntrySchema = z.object({
	text: z
		.string()
		.trim()
		.min(1)
		.max(60)
		.regex(/\p{L}/u)
		.meta({ description: 'a word or a phrase, in whatever spelling' }),
	accents: z.enum(ACCENTS).default('exact'),
	/** Also find it when it is disguised: other alphabets, digits for letters, letters repeated or kept apart, short forms. */
	disguised: z.boolean().default(true),
	/** Longer phrases in which it is innocent: "hạt óc chó". They may lack accents. */
	except: z.array(z.string().trim().min(1).max(60).regex(/\p{L}/u)).max(30).default([]),
});

export type WordEntry = z.infer<typeof wordEntrySchema>;
