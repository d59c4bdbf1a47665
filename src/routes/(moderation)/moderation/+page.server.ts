import { fail } from '@sveltejs/kit';
import { decideAppeal } from '$lib/moderation/server/appeals';
import { decideComment, type GivenVerdict } from '$lib/moderation/server/decide-comment';
import { decideSeveral, undoSeveral } from '$lib/moderation/server/decide-several';
import { featureComment } from '$lib/moderation/server/feature-comment';
import { listDeskThreads, listQueue, readCounts } from '$lib/moderation/server/reads';
import {
	appealVerdictSchema,
	ownDecisionSchema,
	queueSchema,
	verdictSchema,
} from '$lib/moderation/moderation.schema';
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
	/** Of one decision, or of all that were made at once. */
	undo: async ({ request, locals }) => {
		const decisions = itemsOf(await request.formData()).flatMap(([comment, decision]) => {
			const own = ownDecisionSchema.safeParse({ comment, decision });
			return own.success ? [own.data] : [];
		});
		const undo = await undoSeveral(db(), locals.actor!, decisions);
		return undo.undone.length > 0 ? { undo } : fail(409, { undo });
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
		if (!done.ok)
			return fail(409, { comment, problem: done.reason, by: done.by, action: done.action, note: '' });
		return {
			comment,
			action: parsed.data.outcome === 'overturned' ? ('overturn' as const) : ('uphold' as const),
		};
	},
	several: async ({ request, locals }) => {
		const form = await request.formData();
		const began = performance.now();
		const verdicts: GivenVerdict[] = [];
		for (const [comment, revision, seen] of itemsOf(form)) {
			const parsed = verdictSchema.safeParse({ ...withoutEmpty(form), comment, revision, seen });
			if (!parsed.success) return fail(422, { severalProblem: faultOf(parsed.error.issues[0]?.message) });
			verdicts.push(parsed.data);
		}
		if (verdicts.length === 0) return fail(422, { severalProblem: 'none-selected' as const });
		const several = await decideSeveral(db(), locals.actor!, verdicts);
		return { several: { ...several, took: Math.ceil(performance.now() - began) } };
	},
};

/** What the boxes that are ticked say, word by word. */
function itemsOf(form: FormData): string[][] {
	return form
		.getAll('item')
		.slice(0, 100)
		.map((item) => String(item).split(' '));
}

/** A radio group or a note that nobody touched is no answer. */
function withoutEmpty(form: FormData): Record<string, unknown> {
	return Object.fromEntries([...form].filter(([, value]) => value !== ''));
}
