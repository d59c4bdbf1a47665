import { fail } from '@sveltejs/kit';
import { readCounts } from '$lib/moderation/server/reads';
import { listSecondLooks, lookAgain } from '$lib/moderation/server/second-looks';
import { secondLookSchema } from '$lib/moderation/moderation.schema';
import { can } from '$lib/people/can';
import { db } from '$lib/server/db/client';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const actor = locals.actor!;
	const [looks, counts] = await Promise.all([
		listSecondLooks(db(), actor, locals.lang),
		readCounts(db(), actor),
	]);
	return { looks, counts, mayRules: can(actor, 'comment.rules', { now: new Date() }) === 'yes' };
};

export const actions: Actions = {
	look: async ({ request, locals }) => {
		const parsed = secondLookSchema.safeParse(Object.fromEntries(await request.formData()));
		if (!parsed.success) return fail(422, { problem: 'not-found' as const });
		const looked = await lookAgain(db(), locals.actor!, parsed.data);
		return looked.ok ? { looked: true } : fail(409, { problem: looked.reason });
	},
};
