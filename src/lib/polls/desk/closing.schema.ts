import { z } from 'zod';
import { cleanLine, lengthOf } from '../../shared/wording';
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
		.transform(cleanLine)
		.refine((text) => lengthOf(text) >= 10 && lengthOf(text) <= 500),
});
