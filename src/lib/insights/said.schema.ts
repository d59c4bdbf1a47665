import { z } from 'zod';
import { cursorSchema } from '../comments/comment.schema';
import { daySchema, filtersSchema, PERIODS } from './filters.schema';

/** What the address of the list of comments carries, as on the overview: page and export read the same. */
export const saidSchema = filtersSchema.pick({ topic: true, area: true }).extend({
	poll: filtersSchema.shape.topic,
	/** Days; 0: all the time there is. */
	period: z.coerce
		.number()
		.pipe(z.literal([0, ...PERIODS]))
		.catch(7),
	/** A day in Vietnam, or the first and the last day, instead of the period. */
	day: daySchema,
	until: daySchema,
	/** Where the list goes on. */
	after: cursorSchema.optional().catch(undefined),
});

export type SaidFilters = z.infer<typeof saidSchema>;

/** As queryOf of the overview. Where the list goes on is no filter, and is left out. */
export function saidQueryOf(filters: Partial<SaidFilters>): string {
	const { topic = '', poll = '', area = '', period = 7, day = '', until = '' } = filters;
	const said = Object.entries({
		topic,
		poll,
		area,
		day,
		until: day === '' || until <= day ? '' : until,
		period: period === 7 || day !== '' ? '' : String(period),
	}).filter(([, value]) => value !== '');
	const text = new URLSearchParams(said).toString();
	return text === '' ? '' : `?${text}`;
}
