import { error } from '@sveltejs/kit';
import { listPolls } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { findTopic } from '$lib/topics/server/reads';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const topic = await findTopic(db(), params.slug, locals.lang);
	if (!topic) error(404);
	const { polls } = await listPolls(db(), { lang: locals.lang, topicId: topic.id, limit: 50 });
	return { topic, polls };
};
