/** The API's messages about polls. */
import { z } from 'zod';
import { KINDS, LEVELS, RESULT_POLICIES } from './poll';

const slug = z.string().meta({ description: 'stable name of the poll in addresses' });
const instant = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });

const pollSummarySchema = z.object({
	slug,
	question: z.string(),
	level: z.enum(LEVELS),
	status: z.enum(['scheduled', 'open', 'closed']),
	opensAt: instant,
	closesAt: instant,
});

export const pollListSchema = z.object({
	polls: z.array(pollSummarySchema),
	next: z.string().nullable().meta({ description: 'give it as `cursor` to read on; null at the end' }),
});

export const pollSchema = z.object({
	slug,
	question: z.string(),
	intro: z.string(),
	level: z.enum(LEVELS),
	kind: z.enum(KINDS).meta({ description: 'in a rating the ids of the options are the values' }),
	minChoices: z.int(),
	maxChoices: z.int(),
	options: z.array(z.object({ id: z.int(), label: z.string(), isOther: z.boolean() })),
	status: z.enum(['scheduled', 'open', 'closed']),
	opensAt: instant,
	closesAt: instant,
	resultPolicy: z.enum(RESULT_POLICIES),
});

export const pollQuerySchema = z.object({
	status: z.enum(['open', 'closed']).optional(),
	q: z
		.string()
		.max(100)
		.optional()
		.meta({ description: 'words that the question contains; accents make no difference' }),
	cursor: z.string().max(200).optional(),
});
