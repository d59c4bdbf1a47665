import { z } from 'zod';

export const settleCaseSchema = z.object({
	id: z.uuid(),
	note: z
		.string()
		.trim()
		.transform((text) => text.normalize('NFC'))
		.pipe(z.string().min(1).max(2000)),
});
