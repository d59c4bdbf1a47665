import { z } from 'zod';

/** An address that mail can be sent to; as long as RFC 5321 lets one be. */
export const emailSchema = z.object({ email: z.string().trim().pipe(z.email().max(254)) });

export const emailCodeSchema = z.object({
	code: z
		.string()
		.transform((text) => text.normalize('NFKC').replace(/[\s-]/g, ''))
		.pipe(z.string().regex(/^\d{6}$/)),
});
