import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { loadThreadForm, threadAction } from '$lib/comments/server/thread-desk-page';
import type { Denial } from '$lib/people/can';
import { listAreas } from '$lib/people/server/areas';
import { listAuditOf } from '$lib/people/server/audit-reads';
import { listDeskPolls } from '$lib/polls/server/desk/desk-reads';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import type { Result } from '$lib/shared/result';
import {
	checkTopicForm,
	readTopicForm,
	topicDifferences,
	type TopicDifference,
	type TopicForm,
	type TopicProblem,
} from '$lib/topics/desk/topic-form';
import { findDeskTopic } from '$lib/topics/server/desk/desk-reads';
import { publishTopic, unpublishTopic } from '$lib/topics/server/desk/publish-topic';
import { saveTopic } from '$lib/topics/server/desk/save-topic';
import { renderMarkdown } from '$lib/topics/server/render-markdown';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const [topic, polls, history, thread, areas] = await Promise.all([
		findDeskTopic(db(), params.id),
		listDeskPolls(db(), { lang: locals.lang, topicId: params.id }),
		listAuditOf(db(), `topic/${params.id}`, 50),
		loadThreadForm({ kind: 'topic', id: params.id }),
		listAreas(db(), locals.lang),
	]);
	if (!topic) error(404);
	const done = (['created', 'saved', 'published', 'unpublished'] as const).find((one) =>
		url.searchParams.has(one),
	);
	return { topic, polls, history, thread, areas, done };
};

interface Edited {
	form: TopicForm;
	problems: TopicProblem[];
	version: number;
	preview: { vi: string; en: string } | null;
	/** Somebody else's version, which was saved meanwhile. */
	conflict: { changes: TopicDifference[]; by: string | null; at: Date } | null;
}

async function edit({ request, params, locals }: RequestEvent): Promise<Edited | ActionFailure<Edited>> {
	const given = await request.formData();
	const form = readTopicForm(given);
	const version = Number(formText(given, 'version')) || 0;
	const answer: Edited = { form, problems: [], version, preview: null, conflict: null };
	if (formText(given, 'do') === 'preview') {
		return { ...answer, preview: { vi: renderMarkdown(form.body.vi), en: renderMarkdown(form.body.en) } };
	}
	const checked = checkTopicForm(form);
	if (!checked.ok) return fail(400, { ...answer, problems: checked.problems });
	const { id } = params;
	const saved = await saveTopic(db(), locals.actor!, { id, version, content: checked.content });
	if (saved.ok) redirect(303, `/desk/topics/${id}?saved=${version + 1}`);
	switch (saved.reason) {
		case 'slug-taken':
			return fail(409, { ...answer, problems: [{ field: 'slug', fault: saved.reason }] });
		case 'changed-meanwhile': {
			const theirs = await findDeskTopic(db(), id);
			if (!theirs) error(404);
			const conflict = {
				changes: topicDifferences(theirs.form, form),
				by: theirs.editedByName,
				at: theirs.editedAt,
			};
			return fail(409, { ...answer, version: theirs.version, conflict });
		}
		default:
			deniedOn(`/desk/topics/${id}`, saved.reason);
	}
}

function moved(
	{ params }: RequestEvent,
	result: Result<unknown, Denial | 'changed-meanwhile'>,
	done: string,
) {
	if (result.ok) redirect(303, `/desk/topics/${params.id}?${done}=1`);
	if (result.reason === 'changed-meanwhile') return fail(409, { isMoved: true });
	deniedOn(`/desk/topics/${params.id}`, result.reason);
}

export const actions: Actions = {
	edit,
	publish: async (event) => {
		const version = Number(formText(await event.request.formData(), 'version')) || 0;
		const wish = { id: event.params.id, version };
		return moved(event, await publishTopic(db(), event.locals.actor!, wish), 'published');
	},
	unpublish: async (event) =>
		moved(event, await unpublishTopic(db(), event.locals.actor!, { id: event.params.id }), 'unpublished'),
	thread: (event) =>
		threadAction(event, { kind: 'topic', id: event.params.id }, (denial) =>
			deniedOn(`/desk/topics/${event.params.id}`, denial),
		),
};
