import { error, fail } from '@sveltejs/kit';
import { noteSchema, sanctionSchema } from '$lib/moderation/moderation.schema';
import { findPersonFile } from '$lib/moderation/server/person-file';
import { imposeSanction, liftSanction } from '$lib/moderation/server/sanctions';
import { writeNote } from '$lib/moderation/server/staff-notes';
import { areasOf } from '$lib/people/can';
import { areasWithin, listAreas } from '$lib/people/server/areas';
import { db } from '$lib/server/db/client';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const actor = locals.actor!;
	const [file, areas] = await Promise.all([
		findPersonFile(db(), actor, { id: params.id, lang: locals.lang }),
		listAreas(db(), locals.lang),
	]);
	if (!file) error(404);
	const own = areasOf(actor, 'comment.moderate');
	return {
		file,
		isSelf: actor.personId === params.id,
		/** In which the reader can act; who acts everywhere may choose one all the same. */
		areas: areasWithin(areas, own),
		everywhere: own === null,
	};
};

export const actions: Actions = {
	impose: async ({ request, params, locals }) => {
		const form = await request.formData();
		const typed = {
			kind: formText(form, 'kind'),
			reason: formText(form, 'reason'),
			days: formText(form, 'days'),
			area: formText(form, 'area', 40),
		};
		const parsed = sanctionSchema.safeParse({ ...typed, person: params.id, days: typed.days || undefined });
		if (!parsed.success) return fail(422, { problem: 'incomplete' as const, ...typed });
		const done = await imposeSanction(db(), locals.actor!, parsed.data);
		return done.ok ? { imposed: true } : fail(409, { problem: done.reason, ...typed });
	},
	lift: async ({ request, locals }) => {
		const done = await liftSanction(db(), locals.actor!, formText(await request.formData(), 'sanction'));
		if (done.ok) return { lifted: true };
		return fail(409, { problem: done.reason, kind: '', reason: '', days: '', area: '' });
	},
	note: async ({ request, params, locals }) => {
		const form = await request.formData();
		const typed = { note: formText(form, 'body', 2_000), noteArea: formText(form, 'area', 40) };
		const parsed = noteSchema.safeParse({ person: params.id, body: typed.note, area: typed.noteArea });
		if (!parsed.success) return fail(422, { noteProblem: 'empty' as const, ...typed });
		const done = await writeNote(db(), locals.actor!, parsed.data);
		return done.ok ? { noted: true } : fail(409, { noteProblem: done.reason, ...typed });
	},
};
