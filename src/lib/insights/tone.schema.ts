import { z } from 'zod';
import { daySchema } from './filters.schema';
import { COUNTED } from './tone/counted';
import { TONES } from './tone/tone';

export const TONE_PERIODS = [30, 90, 365] as const;

/** What the address of the page on tones carries. What makes no sense is left out. */
export const toneFiltersSchema = z.object({
	/** A conversation: topics/{slug} or polls/{slug}. */
	of: z
		.string()
		.max(100)
		.regex(/^((topics|polls)\/[a-z0-9]+(-[a-z0-9]+)*)?$/)
		.catch(''),
	area: z
		.string()
		.max(80)
		.regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
		.catch(''),
	/** Days; 0: all the time there is. */
	period: z.coerce
		.number()
		.pipe(z.literal([0, ...TONE_PERIODS]))
		.catch(0),
	/** A day, or the first and the last day, instead of the period. */
	day: daySchema,
	until: daySchema,
	/** Of the list of comments alone. */
	tone: z.enum(['', ...COUNTED]).catch(''),
	open: z.enum(['', 'yes']).catch(''),
	after: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/)
		.catch(''),
});
export type ToneFilters = z.infer<typeof toneFiltersSchema>;

export const toneCheckSchema = z.object({
	comment: z.uuid(),
	revision: z.coerce.number().int().min(1).max(50),
	tone: z.enum(TONES),
});

/** The address's query for these filters, without what is as it would be anyway. */
export function toneQueryOf(filters: Partial<ToneFilters>): string {
	const { of = '', area = '', period = 0, day = '', until = '', tone = '', open = '', after = '' } = filters;
	const said = Object.entries({
		of,
		area,
		day,
		until: day === '' || until <= day ? '' : until,
		period: period === 0 || day !== '' ? '' : String(period),
		tone,
		open,
		after,
	}).filter(([, value]) => value !== '');
	const text = new URLSearchParams(said).toString();
	return text === '' ? '' : `?${text}`;
}
