import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { db } from '$lib/server/db/client';
import { fileStore } from '$lib/server/files/open-store';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { checkTopicForm } from '$lib/topics/desk/topic-form';
import { publishTopic } from '$lib/topics/server/desk/move-topic';
import { readTopicEditor, statusOf, type EditedTopic } from '$lib/topics/server/desk/read-editor';
import { createTopic } from '$lib/topics/server/desk/save-topic';
import type { Actions } from './$types';

const HERE = '/desk/topics/new';

export const actions: Actions = {
	edit: async ({
		request,
		platform,
		locals,
		setHeaders,
	}): Promise<EditedTopic | ActionFailure<EditedTopic>> => {
		const by = locals.actor!;
		const read = await readTopicEditor(db(), by, { request, raw: platform?.req, store: fileStore() });
		if (!read.ok) return read.reason === 'malformed' ? error(400) : deniedOn(HERE, read.reason);
		const edited = read.value;
		if (edited.wish !== 'save' && edited.wish !== 'publish') {
			return edited.problems.length > 0 ? fail(statusOf(edited.problems, setHeaders), edited) : edited;
		}
		const checked = checkTopicForm(edited.form);
		const problems = [...(checked.ok ? [] : checked.problems), ...edited.problems];
		if (!checked.ok || problems.length > 0)
			return fail(statusOf(problems, setHeaders), { ...edited, problems });
		const created = await createTopic(db(), by, { content: checked.content });
		if (created.ok) {
			const id = created.value;
			const isOut = edited.wish === 'publish' && (await publishTopic(db(), by, { id, version: 1 })).ok;
			redirect(303, `/desk/topics/${id}?${isOut ? 'published' : 'created'}=1`);
		}
		switch (created.reason) {
			case 'slug-taken':
				return fail(409, { ...edited, problems: [{ field: 'slug', fault: 'slug-taken' }] });
			case 'gone':
				return fail(409, { ...edited, problems: [{ field: 'picture', fault: 'gone' }] });
			default:
				return deniedOn(HERE, created.reason);
		}
	},
};
