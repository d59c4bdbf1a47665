import { z } from 'zod';
import { ROLES } from './actor';
import { normaliseLogin } from './login';

const login = z.string().transform((text, context) => {
	const normalised = normaliseLogin(text);
	if (normalised !== undefined) return normalised;
	context.addIssue({ code: 'custom', message: 'no login' });
	return z.NEVER;
});

/** Empty: everywhere. */
const area = z
	.string()
	.max(60)
	.default('')
	.transform((code) => code || null);

export const roleSchema = z.object({ role: z.enum(ROLES), area });
export const invitationSchema = z.object({ login, role: z.enum(ROLES), area });
export const renewalSchema = z.object({ login });

/** What the list of people is asked for, as its address carries it. What makes no sense is left out. */
export const peopleQuerySchema = z.object({
	q: z
		.string()
		.transform((text) => text.normalize('NFC').trim().slice(0, 60))
		.catch(''),
	before: z.uuid().optional().catch(undefined),
});
