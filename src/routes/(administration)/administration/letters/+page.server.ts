import { error, fail } from '@sveltejs/kit';
import { areasWithin, listAreas } from '$lib/people/server/areas';
import { mintLetters } from '$lib/people/server/letters/mint-letters';
import { LARGEST_ADDRESSES, readAddresses } from '$lib/people/server/letters/read-addresses';
import { readScope } from '$lib/people/server/scope';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { readUpload } from '$lib/server/read-upload';
import type { Actions, PageServerLoad } from './$types';

/** What a form adds to the file in it. */
const AROUND = 10_000;

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	// Codes are shown once; no copy of the sheet stays in a cache.
	setHeaders({ 'cache-control': 'private, no-store' });
	const [areas, scope] = await Promise.all([
		listAreas(db(), locals.lang),
		readScope(db(), locals.actor!, 'letters.mint'),
	]);
	return { areas: areasWithin(areas, scope), origin: env().ORIGIN };
};

export const actions: Actions = {
	default: async ({ request, platform, locals }) => {
		const form = await readUpload(request, platform?.req, LARGEST_ADDRESSES + AROUND);
		if (!form.ok) {
			const problem = form.reason === 'too-large' ? 'addresses-too-large' : form.reason;
			return fail(form.reason === 'too-large' ? 413 : 400, { problem, area: '', replace: false });
		}
		const area = String(form.value.get('area') ?? '');
		const replace = form.value.get('replace') === 'on';
		const file = form.value.get('file');
		if (!(file instanceof File) || file.size === 0) return fail(400, { problem: 'no-file', area, replace });
		const read = readAddresses(new Uint8Array(await file.arrayBuffer()));
		if (typeof read === 'string') return fail(400, { problem: read, area, replace });
		const minted = await mintLetters(db(), locals.actor!, {
			addressees: read.addressees,
			areaCode: area || null,
			replace,
		});
		if (!minted.ok) error(403);
		return { minted: { ...minted.value, faulty: read.faulty } };
	},
};
