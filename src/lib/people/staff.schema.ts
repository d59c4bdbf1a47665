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

export const displayNameSchema = z
	.string()
	.transform((text) =>
		text
			.normalize('NFC')
			.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
			.trim(),
	)
	.pipe(z.string().min(1).max(60));

/** @public */
export const roleSchema = z.object({ role: z.enum(ROLES), area });
export const invitationSchema = z.object({ login, role: z.enum(ROLES), area });
/** @public */
export const renewalSchema = z.object({ login });
