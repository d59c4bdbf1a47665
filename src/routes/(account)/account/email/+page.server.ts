import { fail, redirect } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import type { Actor } from '$lib/people/actor';
import { emailCodeSchema, emailSchema } from '$lib/people/contact.schema';
import { contactEmail } from '$lib/people/server/contact/contact';
import { db } from '$lib/server/db/client';
import { canSendMail } from '$lib/server/mail/transport';
import { deliverSoon } from '$lib/server/mail/worker';
import { wayOn } from '$lib/sessions/guards';
import { confirmOwner } from '$lib/sessions/server/confirm-owner';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/account/email';

/** Where to confirm who one is; null: that is certain enough. A browser that was left open must not say where to write. */
async function whereToConfirm(actor: Actor): Promise<string | null> {
	const confirmed = await confirmOwner(db(), actor, new Date());
	return confirmed.ok ? null : wayOn(confirmed.reason, HERE)!;
}

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const actor = locals.actor!;
	const [confirmAt, confirmed, pending] = await Promise.all([
		whereToConfirm(actor),
		contactEmail.readConfirmed(actor.personId),
		contactEmail.readPending(actor),
	]);
	return { confirmAt, confirmed, pending, canSend: canSendMail() };
};

export const actions: Actions = {
	ask: async ({ request, locals, getClientAddress }) => {
		const confirmAt = await whereToConfirm(locals.actor!);
		if (confirmAt) redirect(303, confirmAt);
		const typed = formText(await request.formData(), 'email', 300);
		const parsed = emailSchema.safeParse({ email: typed });
		if (!parsed.success) return fail(400, { problem: 'email-malformed' as const, email: typed });
		const asked = await contactEmail.askForCode(locals.actor!, {
			email: parsed.data.email,
			ip: getClientAddress(),
			write: (code, minutes) => ({
				subject: m.email_mail_subject({ code }),
				text: m.email_mail_text({ code, minutes }),
			}),
		});
		if (!asked.ok) {
			const status = asked.reason === 'slow-down' ? 429 : 503;
			return fail(status, { problem: asked.reason, email: typed });
		}
		deliverSoon();
		return { done: 'sent' as const };
	},
	confirm: async ({ request, locals }) => {
		const typed = formText(await request.formData(), 'code', 300);
		const parsed = emailCodeSchema.safeParse({ code: typed });
		if (!parsed.success) return fail(400, { problem: 'code-malformed' as const, code: typed });
		const confirmed = await contactEmail.confirm(locals.actor!, parsed.data.code);
		if (!confirmed.ok) return fail(400, { problem: confirmed.reason, code: typed });
		return { done: 'confirmed' as const };
	},
	remove: async ({ locals }) => {
		const confirmAt = await whereToConfirm(locals.actor!);
		if (confirmAt) redirect(303, confirmAt);
		await contactEmail.remove(locals.actor!);
		return { done: 'removed' as const };
	},
};
