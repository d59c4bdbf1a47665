import { fail } from '@sveltejs/kit';
import { decideOther } from '$lib/ballots/server/decide-other';
import { listAnswers } from '$lib/moderation/server/answers';
import { readCounts } from '$lib/moderation/server/reads';
import { otherQuerySchema, otherVerdictSchema } from '$lib/moderation/moderation.schema';
import { can } from '$lib/people/can';
import { db } from '$lib/server/db/client';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const actor = locals.actor!;
	const query = otherQuerySchema.parse(Object.fromEntries(url.searchParams));
	const [page, counts] = await Promise.all([
		listAnswers(db(), actor, { ...query, lang: locals.lang }),
		readCounts(db(), actor),
	]);
	return { query, ...page, counts, mayRules: can(actor, 'comment.rules', { now: new Date() }) === 'yes' };
};

export const actions: Actions = {
	decide: async ({ request, locals }) => {
		const form = await request.formData();
		const answer = formText(form, 'answer');
		const note = formText(form, 'note', 1_000);
		const given = Object.fromEntries([...form].filter(([, value]) => value !== ''));
		const parsed = otherVerdictSchema.safeParse(given);
		if (!parsed.success) {
			const message = parsed.error.issues[0]?.message;
			const isMissing = message === 'reason-missing' || message === 'note-missing';
			return fail(422, { answer, note, problem: isMissing ? message : ('not-found' as const), by: null });
		}
		const decided = await decideOther(db(), locals.actor!, parsed.data);
		if (!decided.ok) return fail(409, { answer, note, problem: decided.reason, by: decided.by });
		return { done: parsed.data.becomes };
	},
};
