import { z } from 'zod';
import { AFTER_HOURS, RHYTHMS } from './mail-wish';

export const mailWishSchema = z.object({
	rhythm: z.enum(RHYTHMS),
	hour: z.coerce.number().int().min(0).max(23),
	lang: z.enum(['vi', 'en']),
});

export const deskWishSchema = mailWishSchema.extend({
	afterHours: z.coerce.number().refine((hours) => (AFTER_HOURS as readonly number[]).includes(hours)),
});
