/** What is well formed at the desk. */
import { z } from 'zod';
import { STATES } from '../comments/comment';
import {
	AGE_HOURS,
	OTHER_STATES,
	QUEUES,
	REJECT_REASONS,
	SANCTION_DAYS,
	SANCTIONS,
	VERDICTS,
} from './moderation';

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

export const ownDecisionSchema = z.object({
	comment: z.uuid(),
	decision: z.coerce.number().int().positive(),
});

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

/** Nothing: none was chosen; `*`: everywhere. */
const reach = z
	.string()
	.max(40)
	.default('')
	.transform((code) => (code === '*' ? null : code || undefined));

export const noteSchema = z.object({
	person: z.uuid(),
	body: words(1_000).pipe(z.string().min(1)),
	area: reach,
});

export const otherVerdictSchema = z
	.object({
		answer: z.uuid(),
		/** The words that were read. */
		body: z.string().min(1).max(300),
		seen: z.enum(OTHER_STATES),
		becomes: z.enum(['published', 'rejected']),
		reason: z.enum(REJECT_REASONS).optional(),
		note: words(1_000),
	})
	.refine(({ becomes, reason }) => becomes !== 'rejected' || reason !== undefined, 'reason-missing')
	.refine(({ reason, note }) => reason !== 'other' || note !== '', 'note-missing');

export const otherQuerySchema = z.object({
	state: z.enum(OTHER_STATES).catch('held'),
	after: z.uuid().optional().catch(undefined),
});

export const secondLookSchema = z.object({
	decision: z.coerce.number().int().positive(),
	verdict: z.enum(['approve', 'reject']),
});

export const sanctionSchema = z.object({
	person: z.uuid(),
	kind: z.enum(SANCTIONS),
	reason: words(500).pipe(z.string().min(1)),
	days: z.coerce
		.number()
		.refine((days) => (SANCTION_DAYS as readonly number[]).includes(days))
		.optional(),
	area: reach,
});

/** The desk's address is its state. */
export const queueSchema = z.object({
	queue: z.enum(QUEUES).catch('waiting'),
	q: z.string().max(100).catch(''),
	/** See queue-reasons.ts. */
	reason: z.string().max(30).catch(''),
	thread: z.uuid().optional().catch(undefined),
	/** One comment alone, whichever queue it is in. */
	comment: z.uuid().optional().catch(undefined),
	/** Hours for which it waits, or has stood, at least. */
	older: z.coerce
		.number()
		.refine((hours) => (AGE_HOURS as readonly number[]).includes(hours))
		.optional()
		.catch(undefined),
	after: z.string().max(100).optional().catch(undefined),
});
export type QueueQuery = z.infer<typeof queueSchema>;

/** Of the desk in this state; what is not set is not in it. */
export function queueAddress(query: Partial<QueueQuery>): string {
	const { queue = 'waiting', ...rest } = query;
	const given = Object.entries({ queue: queue === 'waiting' ? '' : queue, ...rest })
		.filter(([, value]) => value !== undefined && value !== '')
		.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`);
	return given.length > 0 ? `/moderation?${given.join('&')}` : '/moderation';
}
