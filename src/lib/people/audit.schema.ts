import { z } from 'zod';

/** The filters of the audit page, as its address carries them. What makes no sense is left out. */
export const auditQuerySchema = z.object({
	action: z
		.string()
		.max(60)
		.regex(/^[a-z.-]*$/)
		.catch(''),
	actor: z.union([z.uuid(), z.literal('')]).catch(''),
	from: z.union([z.iso.date(), z.literal('')]).catch(''),
	to: z.union([z.iso.date(), z.literal('')]).catch(''),
	before: z.coerce.number().int().positive().optional().catch(undefined),
});

export type AuditQuery = z.infer<typeof auditQuerySchema>;
