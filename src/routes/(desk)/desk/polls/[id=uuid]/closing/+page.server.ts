import { error, fail, redirect } from '@sveltejs/kit';
import { readScope } from '$lib/people/server/scope';
import { closingSchema } from '$lib/polls/desk/closing.schema';
import { mayMove } from '$lib/polls/poll-state';
import { findDeskPoll } from '$lib/polls/server/desk/desk-reads';
import { moveClosing } from '$lib/polls/server/desk/move-closing';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import { formatVietnamTime } from '$lib/shared/vietnam-time';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'poll.close');
	const poll = await findDeskPoll(db(), scope, params.id);
	if (!poll) error(404);
	if (!mayMove(poll.state, 'move-closing')) redirect(303, `/desk/polls/${params.id}`);
	return { poll, closesAt: formatVietnamTime(poll.closesAt) };
};

export const actions: Actions = {
	default: async ({ params, request, locals }) => {
		const given = await request.formData();
		const typed = {
			when: formText(given, 'when') === 'now' ? ('now' as const) : ('later' as const),
			closesAt: formText(given, 'closesAt', 40),
			reason: formText(given, 'reason', 2_000),
		};
		const wish = closingSchema.safeParse({
			closesAt: typed.when === 'now' ? 'now' : typed.closesAt,
			reason: typed.reason,
		});
		if (!wish.success) {
			const faults = wish.error.issues.map(({ path }) => path[0]);
			return fail(400, {
				...typed,
				problems: {
					closesAt: faults.includes('closesAt') ? ('no-time' as const) : undefined,
					reason: faults.includes('reason') ? ('reason' as const) : undefined,
				},
			});
		}
		const moved = await moveClosing(db(), locals.actor!, { id: params.id, ...wish.data });
		if (moved.ok) redirect(303, `/desk/polls/${params.id}?closing=1`);
		switch (moved.reason) {
			case 'not-open':
				redirect(303, `/desk/polls/${params.id}`);
			// falls through
			case 'in-the-past':
			case 'same-time':
				return fail(409, { ...typed, problems: { closesAt: moved.reason, reason: undefined } });
			default:
				deniedOn(`/desk/polls/${params.id}/closing`, moved.reason);
		}
	},
};
