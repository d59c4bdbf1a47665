import { z } from 'zod';
import { INVARIANTS } from './integrity';

/** The answer of GET /api/v1/integrity. `held` is null as long as nothing was checked. */
export const integritySchema = z.object({
	checkedAt: z.iso.datetime().nullable(),
	tookMs: z.number().int().nullable(),
	held: z.boolean().nullable(),
	invariants: z.array(
		z.object({
			id: z.enum(INVARIANTS),
			held: z.boolean(),
			checked: z.number().int(),
			broken: z.number().int(),
			polls: z.array(z.string()),
		}),
	),
});
