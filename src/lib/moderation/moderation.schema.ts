/** What is well formed at the desk. */
import { z } from 'zod';
import { STATES } from '../comments/comment';
import { QUEUES, REJECT_REASONS, SANCTION_DAYS, SANCTIONS, VERDICTS } from './moderation';

const words = (most: number) =>
	z
		.string()
		.default('')
		.transform((text) =>
			text
				.normalize('NFC')
				.replace(/[^\P{C}\n]/gu, '')
				.trim(),
		)
		.pipe(z.string().max(most));

export const verdictSchema = z
	.object({
		comment: z.uuid(),
		revision: z.coerce.number().int().min(1).max(50),
		seen: z.enum(STATES),
		verdict: z.enum(VERDICTS),
		reason: z.enum(REJECT_REASONS).optional(),
		note: words(1_000),
	})
	.refine(({ verdict, reason }) => verdict !== 'reject' || reason !== undefined, 'reason-missing')
	.refine(({ reason, note }) => reason !== 'other' || note !== '', 'note-missing');

export const appealSchema = z.object({
	comment: z.uuid(),
	words: words(1_000).pipe(z.string().min(1)),
});

export const appealVerdictSchema = z.object({
	comment: z.uuid(),
	revision: z.coerce.number().int().min(1).max(50),
	outcome: z.enum(['overturned', 'upheld']),
	note: words(1_000),
});

export const sanctionSchema = z.object({
	person: z.uuid(),
	kind: z.enum(SANCTIONS),
	reason: words(500).pipe(z.string().min(1)),
	days: z.coerce
		.number()
		.refine((days) => (SANCTION_DAYS as readonly number[]).includes(days))
		.optional(),
});

/** The desk's address is its state. */
export const queueSchema = z.object({
	queue: z.enum(QUEUES).catch('waiting'),
	q: z.string().max(100).catch(''),
	reason: z.string().max(30).catch(''),
	thread: z.uuid().optional().catch(undefined),
	after: z.string().max(100).optional().catch(undefined),
});
export type QueueQuery = z.infer<typeof queueSchema>;
