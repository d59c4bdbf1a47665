import { z } from 'zod';
import { parseVietnamTime } from '../../shared/vietnam-time';

/** Moving the closing of an open poll: at once, or to a time in Vietnam, with a reason that everybody can read. */
export const closingSchema = z.object({
	closesAt: z.union([
		z.literal('now'),
		z.string().transform((text, context) => {
			const moment = parseVietnamTime(text);
			if (moment) return moment;
			context.addIssue({ code: 'custom', message: 'no time' });
			return z.NEVER;
		}),
	]),
	reason: z
		.string()
		.transform((text) =>
			text
				.normalize('NFC')
				.replace(/[\p{Cc}\s]+/gu, ' ')
				.trim(),
		)
		.refine((text) => [...text].length >= 10 && [...text].length <= 500),
});
