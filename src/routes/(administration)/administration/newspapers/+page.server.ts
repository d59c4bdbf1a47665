import { fail, redirect } from '@sveltejs/kit';
import { checkNewspaperForm, readNewspaperForm, type NewspaperProblem } from '$lib/embed/newspaper';
import { listNewspapers } from '$lib/embed/server/reads';
import { createNewspaper } from '$lib/embed/server/save-newspaper';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/administration/newspapers';

export const load: PageServerLoad = async ({ setHeaders, url }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	return {
		newspapers: await listNewspapers(db()),
		done: (['saved', 'deleted'] as const).find((one) => url.searchParams.has(one)),
	};
};

export const actions: Actions = {
	save: async ({ request, locals }) => {
		const form = readNewspaperForm(await request.formData());
		const checked = checkNewspaperForm(form);
		if (!checked.ok) return fail(400, { form, problems: checked.problems });
		const created = await createNewspaper(db(), locals.actor!, { content: checked.content });
		if (created.ok) redirect(303, `${HERE}/${created.value}`);
		if (created.reason !== 'name-taken') deniedOn(HERE, created.reason);
		const problems: NewspaperProblem[] = [{ field: 'name', fault: 'name-taken' }];
		return fail(409, { form, problems });
	},
};
