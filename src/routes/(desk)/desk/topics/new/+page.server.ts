import { fail, redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import { checkTopicForm, readTopicForm, type TopicProblem } from '$lib/topics/desk/topic-form';
import { createTopic } from '$lib/topics/server/desk/save-topic';
import { renderMarkdown } from '$lib/topics/server/render-markdown';
import type { Actions } from './$types';

export const actions: Actions = {
	edit: async ({ request, locals }) => {
		const given = await request.formData();
		const form = readTopicForm(given);
		const none: TopicProblem[] = [];
		if (formText(given, 'do') === 'preview') {
			const preview = { vi: renderMarkdown(form.body.vi), en: renderMarkdown(form.body.en) };
			return { form, problems: none, preview };
		}
		const checked = checkTopicForm(form);
		if (!checked.ok) return fail(400, { form, problems: checked.problems });
		const created = await createTopic(db(), locals.actor!, { content: checked.content });
		if (created.ok) redirect(303, `/desk/topics/${created.value}?created=1`);
		if (created.reason === 'slug-taken') {
			const problems: TopicProblem[] = [{ field: 'slug', fault: 'slug-taken' }];
			return fail(409, { form, problems });
		}
		deniedOn('/desk/topics/new', created.reason);
	},
};
