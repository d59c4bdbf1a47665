import { listAreas } from '$lib/people/server/areas';
import { listPeople } from '$lib/people/server/reads';
import { peopleQuerySchema } from '$lib/people/staff.schema';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const { q, before } = peopleQuerySchema.parse({
		q: url.searchParams.get('q') ?? '',
		before: url.searchParams.get('before') ?? undefined,
	});
	const [{ people, next }, areas] = await Promise.all([
		listPeople(db(), { q, before }),
		listAreas(db(), locals.lang),
	]);
	return { q, before, people, next, areas };
};
