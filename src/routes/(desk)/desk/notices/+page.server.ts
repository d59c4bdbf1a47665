import { fail, redirect } from '@sveltejs/kit';
import { checkNoticeForm, emptyNoticeForm, readNoticeForm } from '$lib/notices/notice';
import { listDeskNotices } from '$lib/notices/server/reads';
import { createNotice } from '$lib/notices/server/save-notice';
import { db } from '$lib/server/db/client';
import { deniedOn } from '$lib/sessions/server/denied-page';
import { formatVietnamTime } from '$lib/shared/vietnam-time';
import type { Actions, PageServerLoad } from './$types';

const DAY = 24 * 3_600_000;

export const load: PageServerLoad = async ({ setHeaders, url }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const now = Date.now();
	return {
		notices: await listDeskNotices(db()),
		done: (['saved', 'deleted'] as const).find((one) => url.searchParams.has(one)),
		blank: emptyNoticeForm({
			startsAt: formatVietnamTime(new Date(now)),
			endsAt: formatVietnamTime(new Date(now + DAY)),
		}),
	};
};

export const actions: Actions = {
	save: async ({ request, locals }) => {
		const form = readNoticeForm(await request.formData());
		const checked = checkNoticeForm(form);
		if (!checked.ok) return fail(400, { form, problems: checked.problems });
		const created = await createNotice(db(), locals.actor!, { content: checked.content });
		if (created.ok) redirect(303, `/desk/notices?saved=${created.value}`);
		deniedOn('/desk/notices', created.reason);
	},
};
