import { error, fail, redirect } from '@sveltejs/kit';
import { checkNoticeForm, readNoticeForm, type NoticeProblem } from '$lib/notices/notice';
import { findDeskNotice } from '$lib/notices/server/reads';
import { deleteNotice, saveNotice } from '$lib/notices/server/save-notice';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const notice = await findDeskNotice(db(), params.id);
	if (!notice) error(404);
	return { notice };
};

export const actions: Actions = {
	save: async ({ params, request, locals }) => {
		const given = await request.formData();
		const form = readNoticeForm(given);
		const version = Number(formText(given, 'version')) || 0;
		const checked = checkNoticeForm(form);
		const none: NoticeProblem[] = [];
		if (!checked.ok) return fail(400, { form, version, problems: checked.problems, isStale: false });
		const wish = { id: params.id, version, content: checked.content };
		const saved = await saveNotice(db(), locals.actor!, wish);
		if (saved.ok) redirect(303, '/desk/notices?saved=1');
		if (saved.reason === 'changed-meanwhile') {
			const theirs = await findDeskNotice(db(), params.id);
			if (!theirs) error(404);
			// The page shows theirs beside what was typed; saving again replaces it.
			return fail(409, { form, version: theirs.version, problems: none, isStale: true });
		}
		deniedOn(`/desk/notices/${params.id}`, saved.reason);
	},
	delete: async ({ params, locals }) => {
		const deleted = await deleteNotice(db(), locals.actor!, { id: params.id });
		if (deleted.ok) redirect(303, '/desk/notices?deleted=1');
		deniedOn(`/desk/notices/${params.id}`, deleted.reason);
	},
};
