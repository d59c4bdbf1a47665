import { error, fail, redirect } from '@sveltejs/kit';
import { areasWithin, listAreas } from '$lib/people/server/areas';
import { listRollImports } from '$lib/people/server/roll/reads';
import { readScope } from '$lib/people/server/scope';
import { LARGEST_ROLL, openImport, stageRoll } from '$lib/people/server/roll/stage-roll';
import { db } from '$lib/server/db/client';
import { log } from '$lib/server/log';
import { readUpload } from '$lib/server/read-upload';
import type { Actions, PageServerLoad } from './$types';

/** What a form adds to the file in it. */
const AROUND = 10_000;

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'roll.import');
	const [imports, areas] = await Promise.all([
		listRollImports(db(), scope, 10),
		listAreas(db(), locals.lang),
	]);
	return { imports, own: scope === null ? undefined : areasWithin(areas, scope).map(({ name }) => name) };
};

export const actions: Actions = {
	default: async ({ request, platform, locals }) => {
		const form = await readUpload(request, platform?.req, LARGEST_ROLL + AROUND);
		if (!form.ok) return fail(form.reason === 'too-large' ? 413 : 400, { problem: form.reason });
		const file = form.value.get('file');
		if (!(file instanceof File) || file.size === 0) return fail(400, { problem: 'no-file' });
		const bytes = new Uint8Array(await file.arrayBuffer());
		const opened = await openImport(db(), locals.actor!, bytes.length);
		if (!opened.ok) error(403);
		const id = opened.value;
		// Goes on after the answer; the next page tells how far it is.
		void stageRoll(db(), id, bytes).catch((thrown: Error) =>
			log.error({ import: id, name: thrown.name }, 'a roll could not be read to its end'),
		);
		redirect(303, `/administration/roll/${id}`);
	},
};
