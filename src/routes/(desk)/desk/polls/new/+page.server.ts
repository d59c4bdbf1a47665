import { fail, redirect } from '@sveltejs/kit';
import { areasWithin, listAreas } from '$lib/people/server/areas';
import { readScope } from '$lib/people/server/scope';
import { checkPollForm } from '$lib/polls/desk/check-form';
import { emptyPollForm, readPollForm, rearrange } from '$lib/polls/desk/poll-form';
import { proposeTimes } from '$lib/polls/desk/propose-times';
import { createPoll } from '$lib/polls/server/desk/save-draft';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import { formatVietnamTime } from '$lib/shared/vietnam-time';
import { listTopicChoices } from '$lib/topics/server/desk/desk-reads';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const [all, topics, scope] = await Promise.all([
		listAreas(db(), locals.lang),
		listTopicChoices(db(), locals.lang),
		readScope(db(), locals.actor!, 'poll.edit'),
	]);
	const areas = areasWithin(all, scope);
	const { opensAt, closesAt } = proposeTimes(new Date());
	const blank = emptyPollForm({
		opensAt: formatVietnamTime(opensAt),
		closesAt: formatVietnamTime(closesAt),
		topicId: topics.find(({ id }) => id === url.searchParams.get('topic'))?.id ?? '',
	});
	// Whoever edits for an area asks those who live in it.
	const ofArea = scope !== null && areas[0] ? { level: 'citizens' as const, area: areas[0].code } : {};
	return { areas, topics, blank: { ...blank, ...ofArea } };
};

export const actions: Actions = {
	edit: async ({ request, locals }) => {
		const given = await request.formData();
		const [form, command] = [readPollForm(given), formText(given, 'do')];
		if (command && command !== 'save') return { form: rearrange(form, command), problems: [] };
		const checked = checkPollForm(form);
		if (!checked.ok) return fail(400, { form, problems: checked.problems });
		const created = await createPoll(db(), locals.actor!, { draft: checked.draft });
		if (created.ok) redirect(303, `/desk/polls/${created.value}?saved=1`);
		switch (created.reason) {
			case 'slug-taken':
				return fail(409, { form, problems: [{ field: 'slug', fault: created.reason }] });
			case 'area-not-yours':
				return fail(409, { form, problems: [{ field: 'area', fault: created.reason }] });
			case 'no-such-choice':
				return fail(409, { form, problems: [{ field: 'topicId', fault: created.reason }] });
			default:
				deniedOn('/desk/polls/new', created.reason);
		}
	},
};
