import { z } from 'zod';

export const PERIODS = [7, 30, 90] as const;

const slug = z
	.string()
	.max(80)
	.regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
	.catch('');

/** A day in Vietnam, as 2026-11-23, or nothing. */
export const daySchema = z.iso.date().or(z.literal('')).catch('');

/** What the address of the dashboard carries: page and export read the same. What makes no sense is left out. */
export const filtersSchema = z.object({
	q: z
		.string()
		.max(200)
		.transform((text) =>
			text
				.normalize('NFC')
				.replace(/\p{Cc}/gu, ' ')
				.trim(),
		)
		.catch(''),
	area: slug,
	topic: slug,
	status: z.enum(['', 'open', 'closed']).catch(''),
	/** Days. */
	period: z.coerce.number().pipe(z.literal(PERIODS)).catch(7),
	page: z.coerce.number().int().min(1).max(1_000).catch(1),
});

export type Filters = z.infer<typeof filtersSchema>;

/** The address's query for these filters, without what is as it would be anyway; the same filters give the same text. */
export function queryOf(filters: Partial<Filters>): string {
	const { q = '', area = '', topic = '', status = '', period = 7, page = 1 } = filters;
	const said = Object.entries({
		q,
		area,
		topic,
		status,
		period: period === 7 ? '' : String(period),
		page: page === 1 ? '' : String(page),
	}).filter(([, value]) => value !== '');
	const text = new URLSearchParams(said).toString();
	return text === '' ? '' : `?${text}`;
}
