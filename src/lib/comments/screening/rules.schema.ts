/** The rules of screening and of what follows it, as moderators edit them. */
import { z } from 'zod';
import { wordEntrySchema } from './word-entry.schema';
import { bannedEnglish, suspectEnglish } from './words-en';
import { bannedVietnamese, suspectVietnamese } from './words-vi';

const wordList = z.array(wordEntrySchema).max(5_000);

export const rulesSchema = z.object({
	/** What a banned word does: the author is told at once, or a moderator decides. */
	bannedWords: z.enum(['refuse', 'hold']).default('refuse'),
	banned: wordList,
	suspect: wordList,
	/** Links that pass without a moderator. */
	linksFree: z.int().min(0).max(20).default(0),
	/** Comments of one person in ten minutes. */
	perTenMinutes: z.int().min(1).max(100).default(6),
	/** From this share of capital letters on a text shouts (of texts with at least 20 letters). */
	capitalsShare: z.number().min(0.3).max(1).default(0.7),
	/** From this share of rejections on everything somebody writes is looked at (from four settled comments on). */
	rejectedShare: z.number().min(0.1).max(1).default(0.5),
	/** The first comment of each person is looked at, whatever the thread says. */
	holdFirst: z.boolean().default(true),
	/** Rejecting a comment about the publishing agency or its officials takes a second moderator's yes. */
	secondYes: z.boolean().default(true),
	/** What the agency and its officials are called. */
	agency: wordList,
	/** So many readers' reports bring a published comment before a moderator. */
	reportsNeeded: z.int().min(1).max(100).default(1),
	/** For so many minutes after writing may a comment be changed. */
	editMinutes: z.int().min(0).max(1_440).default(10),
	/** Within so many days an appeal is to be answered. */
	appealDays: z.int().min(1).max(30).default(3),
});

export type Rules = z.infer<typeof rulesSchema>;

/** What a new installation starts with. */
export const firstRules: Rules = rulesSchema.parse({
	banned: [...bannedVietnamese, ...bannedEnglish],
	suspect: [...suspectVietnamese, ...suspectEnglish],
	agency: [
		{ text: 'Ủy ban nhân dân', accents: 'may-lack' },
		{ text: 'UBND' },
		{ text: 'Hội đồng nhân dân', accents: 'may-lack' },
		{ text: 'HĐND' },
		{ text: 'chủ tịch xã', accents: 'may-lack' },
		{ text: 'chủ tịch phường', accents: 'may-lack' },
		{ text: 'chủ tịch tỉnh', accents: 'may-lack' },
		{ text: 'giám đốc sở', accents: 'may-lack' },
		{ text: 'sở nội vụ', accents: 'may-lack' },
	],
});
