import { listAreas } from '$lib/people/server/areas';
import { listPeople } from '$lib/people/server/reads';
import { readScope } from '$lib/people/server/scope';
import { peopleQuerySchema } from '$lib/people/staff.schema';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const { q, before } = peopleQuerySchema.parse({
		q: url.searchParams.get('q') ?? '',
		before: url.searchParams.get('before') ?? undefined,
	});
	const scope = await readScope(db(), locals.actor!, 'people.read');
	const [{ people, next }, areas] = await Promise.all([
		listPeople(db(), scope, { q, before }),
		listAreas(db(), locals.lang),
	]);
	return { q, before, people, next, areas };
};
