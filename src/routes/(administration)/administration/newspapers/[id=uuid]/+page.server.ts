import { error, fail, redirect } from '@sveltejs/kit';
import { checkNewspaperForm, readNewspaperForm, type NewspaperProblem } from '$lib/embed/newspaper';
import { newspaperKeys } from '$lib/embed/server/newspaper-keys';
import { findNewspaper } from '$lib/embed/server/reads';
import { deleteNewspaper, saveNewspaper } from '$lib/embed/server/save-newspaper';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

const LIST = '/administration/newspapers';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	// A key is shown once; no copy of the page stays in a cache.
	setHeaders({ 'cache-control': 'private, no-store' });
	const newspaper = await findNewspaper(db(), params.id);
	if (!newspaper) error(404);
	return { newspaper };
};

export const actions: Actions = {
	save: async ({ params, request, locals }) => {
		const given = await request.formData();
		const form = readNewspaperForm(given);
		const version = Number(formText(given, 'version')) || 0;
		const checked = checkNewspaperForm(form);
		const none: NewspaperProblem[] = [];
		if (!checked.ok) return fail(400, { form, version, problems: checked.problems, isStale: false });
		const wish = { id: params.id, version, content: checked.content };
		const saved = await saveNewspaper(db(), locals.actor!, wish);
		if (saved.ok) redirect(303, `${LIST}?saved=1`);
		if (saved.reason === 'name-taken') {
			const problems: NewspaperProblem[] = [{ field: 'name', fault: 'name-taken' }];
			return fail(409, { form, version, problems, isStale: false });
		}
		if (saved.reason !== 'changed-meanwhile') deniedOn(`${LIST}/${params.id}`, saved.reason);
		const theirs = await findNewspaper(db(), params.id);
		if (!theirs) error(404);
		// The page shows theirs above what was typed; saving again replaces it.
		return fail(409, { form, version: theirs.version, problems: none, isStale: true });
	},
	delete: async ({ params, locals }) => {
		const deleted = await deleteNewspaper(db(), locals.actor!, { id: params.id });
		if (deleted.ok) redirect(303, `${LIST}?deleted=1`);
		deniedOn(`${LIST}/${params.id}`, deleted.reason);
	},
	'add-key': async ({ params, locals }) => {
		const made = await newspaperKeys.make(locals.actor!, { newspaperId: params.id });
		if (made.ok) return { made: made.value };
		if (made.reason === 'two-already') return fail(409, { twoAlready: true });
		if (made.reason === 'not-found') error(404);
		deniedOn(`${LIST}/${params.id}`, made.reason);
	},
	'end-key': async ({ params, request, locals }) => {
		const id = formText(await request.formData(), 'key', 40);
		const ended = await newspaperKeys.end(locals.actor!, { newspaperId: params.id, id });
		if (ended.ok) return { ended: true };
		deniedOn(`${LIST}/${params.id}`, ended.reason);
	},
};
