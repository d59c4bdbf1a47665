import { z } from 'zod';
import { cursorSchema } from '../comments/comment.schema';
import { filtersSchema } from './filters.schema';

/** What the address of the list of comments carries, as on the overview: page and export read the same. */
export const saidSchema = filtersSchema.pick({ topic: true, area: true, period: true }).extend({
	poll: filtersSchema.shape.topic,
	/** A day in Vietnam, instead of the period. */
	day: z.iso.date().or(z.literal('')).catch(''),
	/** Where the list goes on. */
	after: cursorSchema.optional().catch(undefined),
});

export type SaidFilters = z.infer<typeof saidSchema>;

/** As queryOf of the overview. Where the list goes on is no filter, and is left out. */
export function saidQueryOf(filters: Partial<SaidFilters>): string {
	const { topic = '', poll = '', area = '', period = 7, day = '' } = filters;
	const said = Object.entries({
		topic,
		poll,
		area,
		day,
		period: period === 7 || day !== '' ? '' : String(period),
	}).filter(([, value]) => value !== '');
	const text = new URLSearchParams(said).toString();
	return text === '' ? '' : `?${text}`;
}
