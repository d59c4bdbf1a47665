import { fail, redirect } from '@sveltejs/kit';
import { listAreas } from '$lib/people/server/areas';
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
	const [areas, topics] = await Promise.all([
		listAreas(db(), locals.lang),
		listTopicChoices(db(), locals.lang),
	]);
	const { opensAt, closesAt } = proposeTimes(new Date());
	const blank = emptyPollForm({
		opensAt: formatVietnamTime(opensAt),
		closesAt: formatVietnamTime(closesAt),
		topicId: topics.find(({ id }) => id === url.searchParams.get('topic'))?.id ?? '',
	});
	return { areas, topics, blank };
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
			case 'no-such-choice':
				return fail(409, { form, problems: [{ field: 'topicId', fault: created.reason }] });
			default:
				deniedOn('/desk/polls/new', created.reason);
		}
	},
};
