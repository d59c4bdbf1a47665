/** What is well formed in a comment and around it. */
import { z } from 'zod';
import { BODY_MOST, PERSONAL_CHOICES, REACTIONS, REPORT_REASONS, SORTS } from './comment';

/**
 * As it is stored: NFC, line breaks as `\n` and at most one empty line between two, nothing that turns the direction of
 * writing or takes no room (but the joiners that scripts and emoji need), and at most four marks on one letter.
 */
export function cleanBody(text: string): string {
	return text
		.replace(/\r\n?|[\u2028\u2029]/g, '\n')
		.normalize('NFC')
		.replace(
			/[^\P{Cc}\n]|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|\p{Cn}|\p{Co}/gu,
			'',
		)
		.replace(/(\p{M}{4})\p{M}+/gu, '$1')
		.replace(/[^\S\n]+$/gm, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** Cleaned; something must be left to read. */
export const bodySchema = z
	.string()
	.transform(cleanBody)
	.refine((body) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(body), 'empty')
	.refine((body) => [...body].length <= BODY_MOST, 'too-long');

export const newCommentSchema = z
	.strictObject({
		body: z.string().max(20_000).meta({ description: 'plain text, up to 2,000 characters' }),
		parent: z.uuid().nullish().meta({ description: 'the comment that is answered' }),
		personal: z.enum(PERSONAL_CHOICES).optional().meta({
			description:
				'what becomes of telephone numbers, e-mail addresses and document numbers in the text, once its author has been asked: `mask` covers them, `keep` sends them to a moderator',
		}),
	})
	.meta({ id: 'NewComment' });

export const reactionSchema = z.object({ comment: z.uuid(), choice: z.enum(REACTIONS) });

export const reportSchema = z.object({
	comment: z.uuid(),
	reason: z.enum(REPORT_REASONS),
	note: z
		.string()
		.default('')
		.transform((note) => cleanBody(note).slice(0, 500)),
});

export const sortSchema = z.enum(SORTS).catch('newest');

/**
 * Where a page of comments goes on: the value that it is sorted by, and the id of the last one shown; for orders that move,
 * when the first page was read, in microseconds since 1970.
 */
export const cursorSchema = z
	.string()
	.max(200)
	.transform((text, context) => {
		const [key, id, since] = text.split('_');
		const whole = z.string().regex(/^-?\d{1,17}$/);
		const parsed = z.tuple([whole, z.uuid(), whole.optional()]).safeParse([key, id, since]);
		if (!parsed.success) {
			context.addIssue({ code: 'custom', message: 'bad cursor' });
			return z.NEVER;
		}
		const read = { key: Number(parsed.data[0]), id: parsed.data[1] };
		return since === undefined ? read : { ...read, since: Number(since) };
	});

export interface Cursor {
	key: number;
	id: string;
	since?: number;
}

export function writeCursor({ key, id, since }: Cursor): string {
	return [key, id, ...(since === undefined ? [] : [since])].join('_');
}

const choiceCounts = z.object({ agree: z.int(), disagree: z.int(), pass: z.int() });

const publicReplySchema = z.object({
	id: z.uuid(),
	parent: z.uuid().nullable().meta({ description: 'the comment that it answers' }),
	gone: z.enum(['held', 'rejected', 'withdrawn']).nullable().meta({
		description:
			'why it can no longer be read though what answers it can; then body, author and counts are empty',
	}),
	author: z
		.string()
		.nullable()
		.meta({ description: 'the name that its author chose; null where there is none any more' }),
	verified: z.boolean().meta({ description: 'whether the author is a verified citizen' }),
	official: z.boolean().meta({ description: 'an answer by an official, as such' }),
	body: z.string().meta({ description: 'plain text in NFC; never markup' }),
	publishedAt: z.iso.datetime(),
	edited: z.boolean(),
	picked: z.boolean(),
	reactions: choiceCounts,
});

export const commentListSchema = z.object({
	comments: z.array(
		publicReplySchema.extend({
			replies: z
				.array(publicReplySchema)
				.meta({ description: 'the first ones, oldest first, at whatever depth' }),
			replyCount: z.int(),
		}),
	),
	next: z.string().nullable().meta({ description: 'give it as `cursor` to read on; null at the end' }),
	total: z.int(),
	closed: z
		.enum(['editors', 'time', 'archived'])
		.nullable()
		.meta({ description: 'why nothing more can be said here; null while it can' }),
	closesAt: z.iso.datetime().nullable().meta({ description: 'when it closes by itself, or did' }),
});

export const commentQuerySchema = z.object({
	sort: z.enum(SORTS).optional(),
	cursor: z.string().max(200).optional(),
});

export const submittedSchema = z.object({
	id: z.uuid(),
	state: z.enum(['held', 'published']).meta({ description: 'held: a moderator reads it first' }),
});
