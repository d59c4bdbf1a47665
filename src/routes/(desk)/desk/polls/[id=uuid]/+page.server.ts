import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { loadThreadForm, threadAction } from '$lib/comments/server/thread-desk-page';
import type { Denial } from '$lib/people/can';
import { areasWithin, listAreas } from '$lib/people/server/areas';
import { listAuditOf } from '$lib/people/server/audit-reads';
import { readScope } from '$lib/people/server/scope';
import { checkPollForm, type FormProblem } from '$lib/polls/desk/check-form';
import { listGaps } from '$lib/polls/desk/gaps';
import {
	differences,
	readPollForm,
	rearrange,
	type Difference,
	type PollForm,
} from '$lib/polls/desk/poll-form';
import { proposeTimes } from '$lib/polls/desk/propose-times';
import { findPoll } from '$lib/polls/server/reads';
import { findDeskPoll } from '$lib/polls/server/desk/desk-reads';
import { duplicatePoll } from '$lib/polls/server/desk/duplicate-poll';
import { archivePoll, deleteDraft, takeBackPoll } from '$lib/polls/server/desk/move-poll';
import { saveDraft } from '$lib/polls/server/desk/save-draft';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import type { Result } from '$lib/shared/result';
import { listTopicChoices } from '$lib/topics/server/desk/desk-reads';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'poll.edit');
	const [poll, areas, topics, history, thread] = await Promise.all([
		findDeskPoll(db(), scope, params.id),
		listAreas(db(), locals.lang),
		listTopicChoices(db(), locals.lang),
		listAuditOf(db(), `poll/${params.id}`, 50),
		loadThreadForm({ kind: 'poll', id: params.id }),
	]);
	if (!poll) error(404);
	const shown = poll.state === 'draft' ? undefined : await findPoll(db(), poll.slug, locals.lang);
	const done = (['saved', 'published', 'closing', 'copied'] as const).find((one) =>
		url.searchParams.has(one),
	);
	return {
		...{ poll, topics, history, thread, done },
		areas: areasWithin(areas, scope),
		gaps: listGaps(poll.form, poll.now),
		closingChanges: shown?.closingChanges ?? [],
	};
};

interface Edited {
	form: PollForm;
	problems: FormProblem[];
	version: number;
	/** Somebody else's version, which was saved meanwhile. */
	conflict: null | { changes: Difference[]; by: string | null; at: Date; isDraft: boolean };
}

async function edit(event: RequestEvent): Promise<Edited | ActionFailure<Edited>> {
	const given = await event.request.formData();
	const [form, command] = [readPollForm(given), formText(given, 'do')];
	const version = Number(formText(given, 'version'));
	if (command && command !== 'save')
		return { form: rearrange(form, command), problems: [], version, conflict: null };
	const checked = checkPollForm(form);
	if (!checked.ok) return fail(400, { form, problems: checked.problems, version, conflict: null });
	const { id } = event.params;
	const here = `/desk/polls/${id}`;
	if (!Number.isInteger(version)) return fail(400, { form, problems: [], version: 0, conflict: null });
	const saved = await saveDraft(db(), event.locals.actor!, { id, version, draft: checked.draft });
	if (saved.ok) redirect(303, `${here}?saved=${version + 1}`);
	switch (saved.reason) {
		case 'slug-taken':
			return fail(409, { form, problems: [{ field: 'slug', fault: saved.reason }], version, conflict: null });
		case 'no-such-choice':
			return fail(409, {
				form,
				problems: [{ field: 'topicId', fault: saved.reason }],
				version,
				conflict: null,
			});
		case 'area-not-yours':
			return fail(409, { form, problems: [{ field: 'area', fault: saved.reason }], version, conflict: null });
		case 'changed-meanwhile':
		case 'no-draft': {
			const scope = await readScope(db(), event.locals.actor!, 'poll.edit');
			const theirs = await findDeskPoll(db(), scope, id);
			if (!theirs) error(404);
			const conflict = {
				changes: differences(form, theirs.form),
				by: theirs.editedByName,
				at: theirs.editedAt,
				isDraft: theirs.state === 'draft',
			};
			return fail(409, { form, problems: [], version: theirs.version, conflict });
		}
		default:
			deniedOn(here, saved.reason);
	}
}

/** Somebody may have moved it meanwhile; the page then shows where it stands. */
function moved({ params }: RequestEvent, result: Result<unknown, Denial | 'moved-meanwhile'>) {
	if (result.ok) return;
	if (result.reason === 'moved-meanwhile') return fail(409, { isMoved: true });
	deniedOn(`/desk/polls/${params.id}`, result.reason);
}

export const actions: Actions = {
	edit,
	'take-back': async (event) =>
		moved(event, await takeBackPoll(db(), event.locals.actor!, { id: event.params.id })),
	archive: async (event) =>
		moved(event, await archivePoll(db(), event.locals.actor!, { id: event.params.id })),
	delete: async (event) => {
		const result = await deleteDraft(db(), event.locals.actor!, { id: event.params.id });
		if (result.ok) redirect(303, '/desk/polls?deleted=1');
		return moved(event, result);
	},
	thread: (event) =>
		threadAction(event, { kind: 'poll', id: event.params.id }, (denial) =>
			deniedOn(`/desk/polls/${event.params.id}`, denial),
		),
	duplicate: async ({ params, locals }) => {
		const copied = await duplicatePoll(db(), locals.actor!, { id: params.id, ...proposeTimes(new Date()) });
		if (copied.ok) redirect(303, `/desk/polls/${copied.value}?copied=1`);
		if (copied.reason === 'no-such-poll') error(404);
		deniedOn(`/desk/polls/${params.id}`, copied.reason);
	},
};
