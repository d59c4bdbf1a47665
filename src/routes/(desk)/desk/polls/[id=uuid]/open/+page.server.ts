import { error, fail, redirect } from '@sveltejs/kit';
import { listAreas } from '$lib/people/server/areas';
import { readScope } from '$lib/people/server/scope';
import { listGaps, listRemarks } from '$lib/polls/desk/gaps';
import { findDeskPoll } from '$lib/polls/server/desk/desk-reads';
import { publishPoll } from '$lib/polls/server/desk/move-poll';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import { listTopicChoices } from '$lib/topics/server/desk/desk-reads';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'poll.edit');
	const [poll, areas, topics] = await Promise.all([
		findDeskPoll(db(), scope, params.id),
		listAreas(db(), locals.lang),
		listTopicChoices(db(), locals.lang),
	]);
	if (!poll) error(404);
	if (poll.state !== 'draft') redirect(303, `/desk/polls/${params.id}`);
	const { form, now } = poll;
	return { poll, areas, topics, gaps: listGaps(form, now), remarks: listRemarks(form, now) };
};

export const actions: Actions = {
	default: async ({ params, request, locals }) => {
		const given = await request.formData();
		const version = Number(formText(given, 'version'));
		if (!given.has('understood')) return fail(400, { problem: 'not-understood' as const });
		if (!Number.isInteger(version)) return fail(400, { problem: 'changed-meanwhile' as const });
		const published = await publishPoll(db(), locals.actor!, { id: params.id, version });
		if (published.ok) redirect(303, `/desk/polls/${params.id}?published=1`);
		switch (published.reason) {
			case 'changed-meanwhile':
			case 'not-complete':
			case 'closes-in-the-past':
				return fail(409, { problem: published.reason });
			default:
				deniedOn(`/desk/polls/${params.id}/open`, published.reason);
		}
	},
};
