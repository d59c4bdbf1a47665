import { error, fail } from '@sveltejs/kit';
import { sanctionSchema } from '$lib/moderation/moderation.schema';
import { findPersonFile } from '$lib/moderation/server/reads';
import { imposeSanction, liftSanction } from '$lib/moderation/server/sanctions';
import { db } from '$lib/server/db/client';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const file = await findPersonFile(db(), locals.actor!, params.id);
	if (!file) error(404);
	return { file, isSelf: locals.actor!.personId === params.id };
};

export const actions: Actions = {
	impose: async ({ request, params, locals }) => {
		const form = await request.formData();
		const typed = {
			kind: formText(form, 'kind'),
			reason: formText(form, 'reason'),
			days: formText(form, 'days'),
		};
		const parsed = sanctionSchema.safeParse({ ...typed, person: params.id, days: typed.days || undefined });
		if (!parsed.success) return fail(422, { problem: 'incomplete' as const, ...typed });
		const done = await imposeSanction(db(), locals.actor!, parsed.data);
		return done.ok ? { imposed: true } : fail(409, { problem: done.reason, ...typed });
	},
	lift: async ({ request, locals }) => {
		const done = await liftSanction(db(), locals.actor!, formText(await request.formData(), 'sanction'));
		return done.ok ? { lifted: true } : fail(409, { problem: done.reason, kind: '', reason: '', days: '' });
	},
};
