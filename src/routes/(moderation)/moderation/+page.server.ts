import { fail } from '@sveltejs/kit';
import type { LeftOver } from '$lib/moderation/desk-answer';
import { decideAppeal } from '$lib/moderation/server/appeals';
import { decideComment, type GivenVerdict } from '$lib/moderation/server/decide-comment';
import { featureComment } from '$lib/moderation/server/feature-comment';
import { listDeskThreads, listQueue, readCounts } from '$lib/moderation/server/reads';
import { undoDecision } from '$lib/moderation/server/undo-decision';
import { appealVerdictSchema, queueSchema, verdictSchema } from '$lib/moderation/moderation.schema';
import { can } from '$lib/people/can';
import { db } from '$lib/server/db/client';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders, depends }) => {
	depends('desk:counts');
	setHeaders({ 'cache-control': 'private, no-store' });
	const query = queueSchema.parse(Object.fromEntries(url.searchParams));
	const actor = locals.actor!;
	const [page, counts, threads] = await Promise.all([
		listQueue(db(), actor, { query, lang: locals.lang }),
		readCounts(db(), actor),
		listDeskThreads(db(), actor, locals.lang),
	]);
	const now = new Date();
	return { query, ...page, counts, threads, now, mayRules: can(actor, 'comment.rules', { now }) === 'yes' };
};

/** Said where no more can be: which of the fields is at fault. */
function faultOf(message: string | undefined): 'reason-missing' | 'note-missing' | 'not-found' {
	return message === 'reason-missing' || message === 'note-missing' ? message : 'not-found';
}

export const actions: Actions = {
	decide: async ({ request, locals }) => {
		const form = await request.formData();
		const comment = formText(form, 'comment');
		const parsed = verdictSchema.safeParse(withoutEmpty(form));
		if (!parsed.success) {
			const problem = faultOf(parsed.error.issues[0]?.message);
			return fail(422, { comment, problem, by: null, note: formText(form, 'note') });
		}
		const outcome = await decideComment(db(), locals.actor!, parsed.data);
		if (outcome.ok) return { comment, ...outcome.value };
		return fail(409, { comment, problem: outcome.reason, by: outcome.by, action: outcome.action, note: '' });
	},
	undo: async ({ request, locals }) => {
		const form = await request.formData();
		const comment = formText(form, 'comment');
		const undone = await undoDecision(db(), locals.actor!, {
			comment,
			decision: Number(formText(form, 'decision')),
		});
		return undone.ok
			? { comment, undone: true }
			: fail(409, { comment, problem: undone.reason, by: null, note: '' });
	},
	feature: async ({ request, locals }) => {
		const form = await request.formData();
		const comment = formText(form, 'comment');
		const featured = formText(form, 'featured') === 'yes';
		const done = await featureComment(db(), locals.actor!, { comment, featured });
		if (!done.ok) return fail(409, { comment, problem: done.reason, by: null, note: '' });
		return { comment, action: featured ? ('pick' as const) : ('unpick' as const) };
	},
	appeal: async ({ request, locals }) => {
		const form = await request.formData();
		const comment = formText(form, 'comment');
		const parsed = appealVerdictSchema.safeParse(Object.fromEntries(form));
		if (!parsed.success) return fail(422, { comment, problem: 'not-found' as const, by: null, note: '' });
		const done = await decideAppeal(db(), locals.actor!, parsed.data);
		if (!done.ok) return fail(409, { comment, problem: done.reason, by: null, note: '' });
		return {
			comment,
			action: parsed.data.outcome === 'overturned' ? ('overturn' as const) : ('uphold' as const),
		};
	},
	/** Each by itself: what somebody else was faster with is told one by one, and hinders none of the others. */
	bulk: async ({ request, locals }) => {
		const form = await request.formData();
		const given = form
			.getAll('item')
			.slice(0, 100)
			.map((item) => String(item).split(' '));
		const bulk = { done: 0, left: [] as LeftOver[] };
		for (const [comment, revision, seen] of given) {
			const parsed = verdictSchema.safeParse({ ...withoutEmpty(form), comment, revision, seen });
			if (!parsed.success) return fail(422, { bulkProblem: faultOf(parsed.error.issues[0]?.message) });
			const verdict: GivenVerdict = parsed.data;
			const outcome = await decideComment(db(), locals.actor!, verdict);
			if (outcome.ok) bulk.done++;
			else {
				const { reason: problem, by, action } = outcome;
				bulk.left.push({ comment: verdict.comment, problem, by, ...(action && { action }) });
			}
		}
		return { bulk };
	},
};

/** A radio group or a note that nobody touched is no answer. */
function withoutEmpty(form: FormData): Record<string, unknown> {
	return Object.fromEntries([...form].filter(([, value]) => value !== ''));
}
