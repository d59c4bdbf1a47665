import { fail } from '@sveltejs/kit';
import { areasWithin, listAreas } from '$lib/people/server/areas';
import { inviteStaff, listOpenInvitations, withdrawInvitation } from '$lib/people/server/invite-staff';
import { readScope } from '$lib/people/server/scope';
import { invitationSchema } from '$lib/people/staff.schema';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { deniedOn } from '$lib/sessions/server/denied-page';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/administration/people/invite';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'people.read');
	const [areas, invitations] = await Promise.all([
		listAreas(db(), locals.lang),
		listOpenInvitations(db(), scope),
	]);
	return { areas: areasWithin(areas, scope), everywhere: scope === null, invitations };
};

export const actions: Actions = {
	invite: async ({ request, locals }) => {
		const given = Object.fromEntries(await request.formData());
		const wish = invitationSchema.safeParse(given);
		const typed = typeof given.login === 'string' ? given.login.slice(0, 60) : '';
		if (!wish.success) return fail(400, { problem: 'login' as const, login: typed });
		const invited = await inviteStaff(db(), locals.actor!, wish.data);
		if (invited.ok) return { link: `${env().ORIGIN}/invitation/${invited.value}` };
		const { reason } = invited;
		if (reason === 'login-taken' || reason === 'no-such-area') {
			return fail(409, { problem: reason, login: typed });
		}
		deniedOn(HERE, reason);
	},
	withdraw: async ({ request, locals }) => {
		const id = (await request.formData()).get('id');
		if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) return fail(400, {});
		const withdrawn = await withdrawInvitation(db(), locals.actor!, { id });
		// Withdrawn or used meanwhile: the list shows it.
		if (withdrawn.ok || withdrawn.reason === 'no-such-invitation') return {};
		deniedOn(HERE, withdrawn.reason);
	},
};
