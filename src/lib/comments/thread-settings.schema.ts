/** How a thread is kept, as its editors write it into a form. */
import { z } from 'zod';
import { parseVietnamTime } from '../shared/vietnam-time';
import { THREAD_MODES } from './comment';

/** A time in Vietnam, as `datetime-local` gives it; empty: not by the clock. */
const closingTime = z.string().transform((text, context) => {
	if (text.trim() === '') return null;
	const moment = parseVietnamTime(text);
	if (moment) return moment;
	context.addIssue({ code: 'custom', message: 'no-time' });
	return z.NEVER;
});

export const threadSettingsSchema = z.object({
	mode: z.enum(THREAD_MODES),
	closesAt: closingTime,
	/** Whose moderators tend it; empty: those of everywhere alone. */
	areaCode: z
		.string()
		.max(40)
		.transform((code) => code || null),
});
export type ThreadSettings = z.infer<typeof threadSettingsSchema>;
