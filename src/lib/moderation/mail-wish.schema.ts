import { z } from 'zod';
import { RHYTHMS } from './mail-wish';

export const mailWishSchema = z.object({
	rhythm: z.enum(RHYTHMS),
	hour: z.coerce.number().int().min(0).max(23),
	lang: z.enum(['vi', 'en']),
});
