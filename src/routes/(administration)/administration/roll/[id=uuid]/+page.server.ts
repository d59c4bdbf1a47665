import { error, redirect } from '@sveltejs/kit';
import { applyRoll } from '$lib/people/server/roll/apply-roll';
import { readScope } from '$lib/people/server/scope';
import { findRollImport, listRollFaults } from '$lib/people/server/roll/reads';
import { db } from '$lib/server/db/client';
import { log } from '$lib/server/log';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 100;

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'roll.import');
	const [found, faults] = await Promise.all([
		findRollImport(db(), params.id, scope),
		listRollFaults(db(), params.id, SHOWN),
	]);
	if (!found) error(404);
	return { roll: found, faults };
};

export const actions: Actions = {
	default: ({ params, locals }) => {
		// The import's row tells what became of it.
		void applyRoll(db(), params.id, locals.actor!).catch((thrown: Error) =>
			log.error({ import: params.id, name: thrown.name }, 'a roll could not be applied'),
		);
		redirect(303, `/administration/roll/${params.id}`);
	},
};
