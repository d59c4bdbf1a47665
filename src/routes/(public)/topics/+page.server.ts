import { db } from '$lib/server/db/client';
import { listTopicPage } from '$lib/topics/server/reads';
import { CATEGORIES } from '$lib/topics/topic';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('category');
	const category = CATEGORIES.find((one) => one === asked);
	const page = Math.min(1_000, Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1') || 1));
	return { category, page, ...(await listTopicPage(db(), { lang: locals.lang, category, page })) };
};
