/** The API's messages about answers and results. */
import { z } from 'zod';
import { VOTER_CLASSES } from '../polls/poll';

export const voteSchema = z.object({
	choices: z.array(z.int().min(0).max(999)).min(1).max(100),
	other: z
		.string()
		.max(1000)
		.optional()
		.meta({ description: 'words for the option "other", at most 300 characters' }),
	proof: z
		.string()
		.max(4000)
		.optional()
		.meta({ description: 'a solved challenge, after `slow-down` asked for one' }),
});

export const countedSchema = z.object({ outcome: z.enum(['counted', 'changed', 'same']) });

export const resultsSchema = z.object({
	slug: z.string(),
	asOf: z.iso.datetime(),
	status: z.enum(['open', 'closed']),
	classes: z
		.array(
			z.object({
				class: z.enum(VOTER_CLASSES),
				ballots: z.int(),
				options: z.array(
					z.object({
						id: z.int(),
						label: z.string(),
						votes: z.int(),
						share: z.number().min(0).max(1).meta({ description: 'of the ballots of this class' }),
					}),
				),
			}),
		)
		.meta({ description: 'verified and unverified answers; they are never added up' }),
});

export const problemSchema = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		code: z.string().meta({ description: 'stable; see the responses of each operation' }),
		signIn: z.string().optional().meta({ description: 'where to sign in, and come back from' }),
		challenge: z.unknown().optional().meta({ description: 'ALTCHA proof of work that lifts `slow-down`' }),
	})
	.meta({ description: 'RFC 9457' });
