import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { loadThreadForm, threadAction } from '$lib/comments/server/thread-desk-page';
import type { Denial } from '$lib/people/can';
import { listAreas } from '$lib/people/server/areas';
import { listAuditOf } from '$lib/people/server/audit-reads';
import { listDeskPolls } from '$lib/polls/server/desk/desk-reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { fileStore } from '$lib/server/files/open-store';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import type { Result } from '$lib/shared/result';
import { formatVietnamTime, parseVietnamTime } from '$lib/shared/vietnam-time';
import { checkTopicForm, topicDifferences, type TopicDifference } from '$lib/topics/desk/topic-form';
import { findDeskTopic } from '$lib/topics/server/desk/desk-reads';
import { readTopicEditor, statusOf, type EditedTopic } from '$lib/topics/server/desk/read-editor';
import {
	archiveTopic,
	publishTopic,
	restoreTopic,
	scheduleTopic,
	takeBackTopic,
	unpublishTopic,
} from '$lib/topics/server/desk/move-topic';
import { findPreview, makePreview, withdrawPreview } from '$lib/topics/server/desk/preview-link';
import { previewToken } from '$lib/topics/server/preview-token';
import { saveTopic } from '$lib/topics/server/desk/save-topic';
import { findPicture } from '$lib/topics/server/pictures/reads';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const DONE = [
	...(['created', 'saved', 'published', 'unpublished', 'scheduled', 'taken-back'] as const),
	...(['archived', 'restored', 'preview', 'withdrawn'] as const),
] as const;

export const load: PageServerLoad = async ({ params, locals, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const [topic, link, polls, history, thread, areas] = await Promise.all([
		findDeskTopic(db(), params.id),
		findPreview(db(), params.id),
		listDeskPolls(db(), null, { lang: locals.lang, topicId: params.id }),
		listAuditOf(db(), `topic/${params.id}`, 50),
		loadThreadForm({ kind: 'topic', id: params.id }),
		listAreas(db(), locals.lang),
	]);
	if (!topic) error(404);
	const done = DONE.find((one) => url.searchParams.has(one));
	const picture = topic.form.pictureId ? await findPicture(db(), topic.form.pictureId) : undefined;
	const preview = link && {
		address: `${env().ORIGIN}/preview/${previewToken(link.key)}`,
		expiresAt: link.expiresAt,
	};
	// Tomorrow morning, unless it was set already.
	const tomorrow = `${formatVietnamTime(new Date(Date.now() + 86_400_000)).slice(0, 11)}08:00`;
	const publishAt =
		topic.state === 'scheduled' && topic.publishedAt ? formatVietnamTime(topic.publishedAt) : tomorrow;
	return { topic, picture, preview, publishAt, polls, history, thread, areas, done };
};

type Edited = EditedTopic & {
	/** Somebody else's version, which was saved meanwhile. */
	conflict: { changes: TopicDifference[]; by: string | null; at: Date } | null;
};

async function edit({
	request,
	params: { id },
	locals,
	platform,
	setHeaders,
}: RequestEvent): Promise<Edited | ActionFailure<Edited>> {
	const by = locals.actor!;
	const here = `/desk/topics/${id}`;
	const read = await readTopicEditor(db(), by, { request, raw: platform?.req, store: fileStore() });
	if (!read.ok) return read.reason === 'malformed' ? error(400) : deniedOn(here, read.reason);
	const edited: Edited = { ...read.value, conflict: null };
	if (edited.wish !== 'save' && edited.wish !== 'publish') {
		return edited.problems.length > 0 ? fail(statusOf(edited.problems, setHeaders), edited) : edited;
	}
	const checked = checkTopicForm(edited.form);
	const problems = [...(checked.ok ? [] : checked.problems), ...edited.problems];
	if (!checked.ok || problems.length > 0)
		return fail(statusOf(problems, setHeaders), { ...edited, problems });
	const { version } = edited;
	const saved = await saveTopic(db(), by, { id, version, content: checked.content });
	if (saved.ok) {
		const isOut =
			edited.wish === 'publish' && (await publishTopic(db(), by, { id, version: version + 1 })).ok;
		redirect(303, isOut ? `${here}?published=1` : `${here}?saved=${version + 1}`);
	}
	switch (saved.reason) {
		case 'slug-taken':
			return fail(409, { ...edited, problems: [{ field: 'slug', fault: 'slug-taken' }] });
		case 'gone':
			return fail(409, { ...edited, problems: [{ field: 'picture', fault: 'gone' }] });
		case 'changed-meanwhile': {
			const theirs = await findDeskTopic(db(), id);
			if (!theirs) error(404);
			const changes = topicDifferences(theirs.form, edited.form);
			const conflict = { changes, by: theirs.editedByName, at: theirs.editedAt };
			return fail(409, { ...edited, version: theirs.version, conflict });
		}
		default:
			return deniedOn(here, saved.reason);
	}
}

function moved(
	{ params }: RequestEvent,
	result: Result<unknown, Denial | 'changed-meanwhile'>,
	done: (typeof DONE)[number],
) {
	if (result.ok) redirect(303, `/desk/topics/${params.id}?${done}=1`);
	if (result.reason === 'changed-meanwhile') return fail(409, { isMoved: true });
	deniedOn(`/desk/topics/${params.id}`, result.reason);
}

const which = ({ params: { id }, locals }: RequestEvent) => [db(), locals.actor!, { id }] as const;

export const actions: Actions = {
	edit,
	publish: async (event) => {
		const version = Number(formText(await event.request.formData(), 'version')) || 0;
		const wish = { id: event.params.id, version };
		return moved(event, await publishTopic(db(), event.locals.actor!, wish), 'published');
	},
	schedule: async (event) => {
		const given = await event.request.formData();
		const publishAt = formText(given, 'publishAt', 40);
		const at = parseVietnamTime(publishAt);
		if (!at) return fail(400, { publishAt, timeProblem: 'no-time' as const });
		const wish = { id: event.params.id, version: Number(formText(given, 'version')) || 0, at };
		const result = await scheduleTopic(db(), event.locals.actor!, wish);
		if (result.ok) return moved(event, result, 'scheduled');
		const { reason } = result;
		if (reason === 'in-the-past') return fail(409, { publishAt, timeProblem: reason });
		return moved(event, { ok: false, reason }, 'scheduled');
	},
	'take-back': async (event) => moved(event, await takeBackTopic(...which(event)), 'taken-back'),
	unpublish: async (event) => moved(event, await unpublishTopic(...which(event)), 'unpublished'),
	archive: async (event) => moved(event, await archiveTopic(...which(event)), 'archived'),
	restore: async (event) => moved(event, await restoreTopic(...which(event)), 'restored'),
	preview: async (event) => moved(event, await makePreview(...which(event)), 'preview'),
	'withdraw-preview': async (event) => moved(event, await withdrawPreview(...which(event)), 'withdrawn'),
	thread: (event) =>
		threadAction(event, { kind: 'topic', id: event.params.id }, (denial) =>
			deniedOn(`/desk/topics/${event.params.id}`, denial),
		),
};
