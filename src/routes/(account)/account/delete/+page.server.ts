import { fail, redirect } from '@sveltejs/kit';
import { withdrawAllOf } from '$lib/comments/server/withdraw-comment';
import { db } from '$lib/server/db/client';
import { wayOn } from '$lib/sessions/guards';
import { confirmOwner } from '$lib/sessions/server/confirm-owner';
import { deleteAccount } from '$lib/sessions/server/delete-account';
import { clearSessionCookie } from '$lib/sessions/server/session-cookie';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/account/delete';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const actor = locals.actor!;
	const confirmed = await confirmOwner(db(), actor, new Date());
	return {
		/** Where to confirm who one is; null: that is certain enough. */
		confirmAt: confirmed.ok ? null : wayOn(confirmed.reason, HERE)!,
		isStaff: actor.grants.length > 0,
	};
};

export const actions: Actions = {
	default: async ({ request, locals, cookies }) => {
		if (formText(await request.formData(), 'sure') !== 'yes') {
			return fail(422, { problem: 'not-sure' as const });
		}
		const deleted = await deleteAccount(db(), locals.actor!, {
			also: (trx) => withdrawAllOf(trx, locals.actor!.personId),
		});
		if (!deleted.ok) {
			if (deleted.reason === 'last-administrator') return fail(409, { problem: deleted.reason });
			redirect(303, wayOn(deleted.reason, HERE)!);
		}
		clearSessionCookie(cookies);
		redirect(303, '/sign-out?deleted');
	},
};
