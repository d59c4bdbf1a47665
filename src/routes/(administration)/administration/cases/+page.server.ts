import { error, fail } from '@sveltejs/kit';
import { settleCaseSchema } from '$lib/people/case.schema';
import { listCases } from '$lib/people/server/case-reads';
import { settleCase } from '$lib/people/server/settle-case';
import { db } from '$lib/server/db/client';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 100;

export const load: PageServerLoad = async () => ({ cases: await listCases(db(), SHOWN) });

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const given = Object.fromEntries(await request.formData());
		const parsed = settleCaseSchema.safeParse(given);
		if (!parsed.success) {
			const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 4000) : '');
			return fail(400, { problem: 'note' as const, id: text(given.id), note: text(given.note) });
		}
		const settled = await settleCase(db(), locals.actor!, parsed.data);
		if (settled.ok) return { settled: true };
		if (settled.reason === 'not-allowed') error(403);
		return fail(409, { problem: settled.reason, ...parsed.data });
	},
};
