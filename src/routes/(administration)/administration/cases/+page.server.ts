import { error, fail } from '@sveltejs/kit';
import { settleCaseSchema } from '$lib/people/case.schema';
import { listCases } from '$lib/people/server/case-reads';
import { readScope } from '$lib/people/server/scope';
import { settleCase } from '$lib/people/server/settle-case';
import { formText } from '$lib/shared/form-text';
import { db } from '$lib/server/db/client';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 100;

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'case.settle');
	return { cases: await listCases(db(), scope, SHOWN) };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const parsed = settleCaseSchema.safeParse(Object.fromEntries(form));
		if (!parsed.success) {
			return fail(400, {
				problem: 'note' as const,
				id: formText(form, 'id'),
				note: formText(form, 'note', 4_000),
			});
		}
		const settled = await settleCase(db(), locals.actor!, parsed.data);
		if (settled.ok) return { settled: true };
		if (settled.reason === 'not-allowed') error(403);
		return fail(409, { problem: settled.reason, ...parsed.data });
	},
};
